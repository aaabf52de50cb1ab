'use strict';

/** Where the data come from: from the agent that served this page, or from the page itself. */
class EmbeddedSource {
  constructor(data) {
    this.data = data;
    this.isLive = false;
  }

  async overview() { return this.data.overview; }

  async flame() { return this.data.flame; }

  async site(id) { return this.data.sites.find(site => site.id === id) ?? null; }
}

class LiveSource {
  constructor() {
    this.isLive = true;
  }

  /** Only what is younger than since, in seconds after counting began; 0 for all. */
  overview(since) { return this.ask('page/overview.json?since=' + since); }

  flame() { return this.ask('page/flame.json'); }

  site(id) { return this.ask('page/site.json?id=' + id); }

  takeBaseline() { return this.ask('baseline', { method: 'POST' }); }

  async ask(path, options = {}) {
    const answer = await fetch(path, { ...options, cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(8000) });
    if (answer.status === 401) location.reload(); // the JVM was started anew, and asks for its token
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error((await answer.text()).trim());
    return answer.json();
  }
}

function dataSource() {
  const text = document.getElementById('data').textContent;
  return text ? new EmbeddedSource(JSON.parse(text)) : new LiveSource();
}

/** Keeps the curves of what is shown, and appends to them what is new. Curves come as seconds, bytes, seconds, bytes ... */
class Curves {
  static MOST = 1200;

  constructor() {
    this.curves = new Map();
    this.isIncomplete = false;
    this.last = 0;
  }

  take(name, readings, since) {
    const known = this.curves.get(name);
    if (readings.length) this.last = Math.max(this.last, readings[readings.length - 2]);
    if (since === 0) {
      this.curves.set(name, readings);
    } else if (known) {
      const last = known.length ? known[known.length - 2] : -1;
      for (let i = 0; i < readings.length; i += 2) {
        if (readings[i] > last) known.push(readings[i], readings[i + 1]);
      }
      if (known.length > 2 * Curves.MOST) this.isIncomplete = true; // then all of it comes anew, and thinner
    } else {
      this.isIncomplete = true; // its beginning is still there to be asked for
    }
  }

  /** What to ask for next: all, or what is younger than the last look at the counters, and that one again, which may have been under way. */
  next() {
    const since = this.isIncomplete ? 0 : Math.max(0, this.last - 1);
    this.isIncomplete = false;
    return since;
  }

  of(name) { return this.curves.get(name) ?? []; }
}
