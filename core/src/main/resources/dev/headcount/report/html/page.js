'use strict';

/** The whole page: asks once a second while it is seen, and shows what it is told. */
class Page {
  static INTERVAL = 1000;
  static PATIENCE = 2; // misses until the JVM counts as gone

  constructor() {
    this.source = dataSource();
    this.curves = new Curves();
    this.since = 0;
    this.misses = 0;
    this.overview = null;
    this.isAsking = false;
    this.finding = new Finding(id => this.open(id));
    this.libraries = new Libraries();
    this.sites = new Sites(id => this.open(id));
    this.detail = new Detail(this.source, id => this.closed(id));
    this.flame = new Flame(this.source, id => this.open(id));
    this.state = document.getElementById('state');
    this.baseline = document.getElementById('take-baseline');
    this.baseline.addEventListener('click', () => this.takeBaseline());
    document.getElementById('show-worst').setAttribute('aria-controls', 'detail');
    document.addEventListener('visibilitychange', () => this.look());
  }

  async start() {
    if (this.source.isLive) this.downloads();
    await this.look();
    if (this.source.isLive) setInterval(() => this.look(), Page.INTERVAL);
  }

  /** One question at a time, and none while nobody looks. */
  async look() {
    if (this.isAsking || document.hidden) return;
    this.isAsking = true;
    try {
      const overview = await this.source.overview(this.since);
      this.misses = 0;
      this.take(overview);
      if (this.flame.isStale() && overview.libraries.length) await this.flame.refresh(overview);
      if (this.detail.isStale() && this.source.isLive) await this.detail.refresh(overview);
    } catch (failure) {
      this.missed(failure);
    } finally {
      this.isAsking = false;
    }
  }

  take(overview) {
    if (this.overview && (overview.pid !== this.overview.pid || overview.uptimeSeconds < this.overview.uptimeSeconds)) {
      location.reload(); // another JVM answers here now
      return;
    }
    this.overview = overview;
    for (const library of overview.libraries) this.curves.take('library ' + library.name, library.curve, overview.since);
    for (const site of overview.sites) this.curves.take('site ' + site.id, site.curve, overview.since);
    this.since = this.curves.next();
    this.show(overview);
  }

  show(overview) {
    document.body.classList.remove('gone-page');
    say(document.getElementById('application'), [overview.application, 'process ' + overview.pid,
      overview.uptimeSeconds > 0 ? 'counting for ' + Format.duration(overview.uptimeSeconds) : ''].filter(part => part).join(' · '));
    this.state.className = this.source.isLive ? 'state live' : 'state';
    say(this.state, this.source.isLive ? 'live' : 'report of ' + new Date(overview.takenAt).toLocaleString('en-GB'));
    document.title = (overview.verdicts.leaking ? '▲ ' + overview.verdicts.leaking + ' leaking · ' : '') + 'Headcount';
    this.finding.show(overview, this.curves);
    this.notes(overview);
    this.libraries.show(overview, this.curves);
    this.sites.show(overview, this.curves);
    this.sites.mark(this.detail.id);
    this.detail.show(overview);
    this.baseline.hidden = !this.source.isLive || overview.libraries.length === 0;
  }

  notes(overview) {
    const list = document.getElementById('notes');
    const since = overview.baseline === null ? [] : ['Since the baseline of ' + Format.time(overview.baseline.takenAt)
      + ', live memory changed by ' + Format.change(overview.baseline.grownBytes) + '.'];
    const texts = [...overview.damage.map(text => 'Damage: ' + text), ...since, ...overview.notes];
    list.hidden = texts.length === 0;
    if (list.dataset.texts === texts.join('\n')) return;
    list.dataset.texts = texts.join('\n');
    list.replaceChildren(...texts.map(text => element('li', { class: text.startsWith('Damage') ? 'damage' : null }, text)));
  }

  missed(failure) {
    this.misses++;
    if (this.misses < Page.PATIENCE) return;
    document.body.classList.add('gone-page');
    this.state.className = 'state gone';
    const when = this.overview ? '; this is what it said at ' + Format.time(this.overview.takenAt) : '';
    say(this.state, failure instanceof TypeError || failure.name === 'TimeoutError' ? 'The JVM does not answer any more' + when
      : failure.message);
  }

  async open(id) {
    this.sites.mark(id);
    try {
      await this.detail.open(id, this.overview);
    } catch (failure) {
      this.missed(failure);
    }
  }

  closed(id) {
    this.sites.mark(null);
    this.sites.focusSite(id);
  }

  async takeBaseline() {
    this.baseline.disabled = true;
    try {
      await this.source.takeBaseline();
      await this.look();
      say(this.baseline, 'Take baseline anew');
    } catch (failure) {
      this.missed(failure);
    } finally {
      this.baseline.disabled = false;
    }
  }

  /** The formats are named by whoever serves the page. */
  async downloads() {
    const menu = document.getElementById('downloads');
    const formats = await this.source.ask('page/formats.json');
    menu.querySelector('ul').replaceChildren(...formats.map(format => element('li', {},
      element('a', { href: 'report?format=' + encodeURIComponent(format.key), download: '' }, format.key + ' (' + format.suffix + ')'))));
    menu.hidden = false;
    document.addEventListener('click', event => { if (!menu.contains(event.target)) menu.open = false; });
  }
}

new Page().start();
