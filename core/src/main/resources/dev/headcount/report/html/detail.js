'use strict';

/** One site: its call path, its curve, and its blocks as far as they are listed. */
class Detail {
  constructor(source, closed) {
    this.section = document.getElementById('detail');
    this.source = source;
    this.closed = closed;
    this.id = null;
    this.chart = null;
    this.asked = 0;
    document.getElementById('close-detail').addEventListener('click', () => this.close());
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape' && this.id !== null && !event.defaultPrevented) this.close();
    });
  }

  async open(id, overview) {
    this.id = id;
    this.chart?.plot?.destroy();
    this.chart = null;
    this.section.hidden = false;
    this.show(overview);
    await this.refresh(overview);
    if (this.id !== id) return;
    this.section.scrollIntoView({ block: 'start' });
    document.getElementById('detail-title').focus({ preventScroll: true });
  }

  close() {
    const id = this.id;
    this.id = null;
    this.section.hidden = true;
    this.closed(id);
  }

  /** What the overview says of it, every second. */
  show(overview) {
    const site = overview.sites.find(candidate => candidate.id === this.id);
    if (this.id === null || !site) return;
    this.suspect = site.suspect;
    say(document.getElementById('detail-title'), 'Site #' + site.id + ': ' + Format.site(site) + ', ' + site.library);
    say(this.section.querySelector('.evidence'), Finding.sentence(site.evidence));
    this.figures = [
      ['live', Format.bytes(site.liveBytes)],
      ['blocks', Format.count(site.liveBlocks)],
      ['mean size', site.liveBlocks ? Format.bytes(site.liveBytes / site.liveBlocks) : '–'],
      ['allocations', Format.count(site.allocations)],
      ['an hour', site.bytesPerHour ? Format.change(site.bytesPerHour) : '–'],
    ];
    this.showFigures();
  }

  showFigures() {
    const figures = this.oldest === null || this.oldest === undefined ? this.figures
      : [...this.figures, ['oldest block', Format.duration(this.oldest)]];
    this.section.querySelector('.figures').replaceChildren(...figures.map(([name, value]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, value))));
  }

  /** What costs the JVM a walk over its blocks, when it is opened and now and then. */
  async refresh(overview) {
    const id = this.id;
    this.asked = Date.now();
    const site = await this.source.site(id);
    if (this.id !== id || !site) return;
    this.oldest = site.oldestSeconds;
    if (!this.figures) this.figures = [];
    say(document.getElementById('detail-title'), 'Site #' + site.id + ': ' + Format.site(site) + ', ' + site.library);
    this.showFigures();
    this.showPath(site);
    this.chart ??= new TimeChart(document.getElementById('detail-chart'));
    this.chart.show(new Map([['live bytes', site.curve]]), began(overview), overview.uptimeSeconds);
    this.showBlocks(site);
  }

  isStale() {
    return this.id !== null && Date.now() - this.asked > 5000;
  }

  showPath(site) {
    const frames = site.stack.map(frame =>
      element('li', { class: frame === this.suspect ? 'suspect' : null }, ...frameElements(frame)));
    const last = site.thread === null ? 'No Java call path: a call that was not seen.' : 'Native thread ' + site.thread + ': no Java called.';
    document.getElementById('call-path').replaceChildren(
      element('li', { class: 'function' }, site.function ?? '(no function seen)'),
      ...(frames.length ? frames : [element('li', {}, last)]));
  }

  showBlocks(site) {
    say(document.getElementById('blocks-help'), Detail.listing(site));
    document.getElementById('blocks').hidden = site.blocks.length === 0;
    document.querySelector('#blocks tbody').replaceChildren(...site.blocks.map(block => {
      const number = text => element('td', { class: 'n' }, text);
      return element('tr', {}, number(Format.duration(block.ageSeconds)), number(Format.count(block.size)),
        element('td', { class: 'mono' }, block.address), number(block.weight <= 1 ? '1 block' : block.weight.toFixed(1) + ' blocks'));
    }));
  }

  static listing(site) {
    if (site.meanBytes === 0) return 'No block is listed: blocks=off. With blocks=all every one is.';
    const how = site.meanBytes === 1 ? 'Every block is listed' : 'One block is listed for every ' + Format.bytes(site.meanBytes)
      + ' allocated, by chance';
    if (site.listed === 0) return how + '; none of this site so far.';
    return how + (site.listed > site.blocks.length ? '; these are the oldest of ' + Format.count(site.listed) + '.' : '.');
  }
}
