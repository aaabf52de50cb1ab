'use strict';

/** The sites, the worst first. One row has the focus; the arrow keys move it, Enter opens. */
class Sites {
  static ORDERS = {
    verdict: () => 0,
    live: (a, b) => b.liveBytes - a.liveBytes,
    hourly: (a, b) => (b.bytesPerHour ?? 0) - (a.bytesPerHour ?? 0),
    grown: (a, b) => b.grownBytes - a.grownBytes,
  };

  constructor(open) {
    this.section = document.getElementById('sites');
    this.grid = document.getElementById('site-list');
    this.open = open;
    this.rows = new Map();
    this.order = 'verdict';
    this.selected = null;
    this.overview = null;
    this.grid.addEventListener('keydown', event => this.key(event));
    this.grid.addEventListener('click', event => this.click(event));
    this.section.querySelectorAll('[data-order]').forEach(button =>
      button.addEventListener('click', () => this.orderBy(button.dataset.order)));
  }

  show(overview, curves) {
    this.overview = overview;
    this.section.hidden = overview.libraries.length === 0;
    const withBaseline = overview.baseline !== null;
    this.section.classList.toggle('with-baseline', withBaseline);
    this.section.querySelector('[data-order=grown]').hidden = !withBaseline;
    const present = new Set(overview.sites.map(site => site.id));
    for (const [id, row] of this.rows) {
      if (!present.has(id)) {
        row.remove();
        this.rows.delete(id);
      }
    }
    for (const site of overview.sites) {
      if (!this.rows.has(site.id)) this.rows.set(site.id, this.make(site, curves));
      this.fill(this.rows.get(site.id), site, curves.of('site ' + site.id));
    }
    if (this.isInUse()) {
      this.grid.append(...[...this.rows.values()].filter(row => !row.isConnected));
    } else {
      this.arrange();
    }
    this.rest();
  }

  /** Rows do not move under a hand. */
  isInUse() {
    return this.grid.matches(':hover') || this.grid.contains(document.activeElement);
  }

  arrange() {
    const sites = [...this.overview.sites].sort(Sites.ORDERS[this.order]);
    let before = this.grid.firstElementChild;
    for (const site of sites) {
      const row = this.rows.get(site.id);
      if (before.nextElementSibling !== row) before.after(row);
      before = row;
    }
    if (!this.grid.querySelector('.row[tabindex="0"]')) this.rows.get(sites[0]?.id)?.setAttribute('tabindex', '0');
  }

  orderBy(order) {
    this.order = order;
    this.section.querySelectorAll('[data-order]').forEach(button =>
      button.setAttribute('aria-pressed', String(button.dataset.order === order)));
    this.arrange();
  }

  make(site, curves) {
    const cell = (name, ...children) => element('span', { role: 'gridcell', class: name }, ...children);
    const number = (name, label) => cell('n ' + name, element('span', { class: 'label' }, label), element('span', { class: 'value' }));
    const who = site.suspect ? codeElements(site.suspect) : [Format.site(site)];
    const row = element('div', { class: 'row', role: 'row', tabindex: '-1', 'data-site': site.id, 'aria-selected': 'false' },
      cell('', element('span', { class: 'badge' })),
      cell('who', element('code', { title: site.suspect ?? Format.site(site) }, ...who),
        element('small', {}, '#' + site.id + ' · ' + (site.suspect ? Format.site(site) + ' · ' : '') + site.library)),
      cell('curve', sparkline(curves.of('site ' + site.id), 0)),
      number('hourly', 'an hour'), number('live', 'live'), number('blocks', 'blocks'), number('grown', 'since baseline'));
    return row;
  }

  fill(row, site, curve) {
    const kind = site.verdict ?? '';
    row.classList.toggle('leaking', kind === 'leaking');
    row.classList.toggle('growing', kind === 'growing');
    badge(row.querySelector('.badge'), kind, Sites.words(site));
    drawSparkline(row.querySelector('.spark'), curve, this.overview.uptimeSeconds);
    const suspect = row.querySelector('.who code');
    if (site.suspect && suspect.title !== site.suspect) {
      suspect.title = site.suspect;
      suspect.replaceChildren(...codeElements(site.suspect));
    }
    const values = {
      hourly: site.bytesPerHour ? Format.change(site.bytesPerHour) : '–',
      live: Format.bytes(site.liveBytes),
      blocks: Format.count(site.liveBlocks),
      grown: Format.change(site.grownBytes),
    };
    for (const [name, value] of Object.entries(values)) say(row.querySelector('.' + name + ' .value'), value);
  }

  static words(site) {
    if (!site.verdict) return site.liveBlocks === 0 ? 'all given back' : 'new or passing';
    return site.words + (site.expected ? ', expected' : '');
  }

  rest() {
    const live = this.overview.sites.filter(site => site.liveBlocks > 0);
    const sites = this.overview.all.sites - live.length;
    const bytes = this.overview.all.liveBytes - live.reduce((sum, site) => sum + site.liveBytes, 0);
    say(document.getElementById('sites-rest'), sites <= 0 ? ''
      : 'And ' + Format.things(sites, 'smaller site that holds ', 'smaller sites that hold ') + Format.bytes(Math.max(0, bytes)) + '.');
  }

  click(event) {
    const row = event.target.closest('.row[data-site]');
    if (row) this.choose(row);
  }

  choose(row) {
    this.focus(row);
    this.open(Number(row.dataset.site));
  }

  focus(row) {
    this.grid.querySelectorAll('.row[tabindex="0"]').forEach(other => other.setAttribute('tabindex', '-1'));
    row.setAttribute('tabindex', '0');
    row.focus({ preventScroll: false });
  }

  /** Marks the row of the site that is open; null for none. */
  mark(id) {
    this.selected = id;
    for (const [site, row] of this.rows) row.setAttribute('aria-selected', String(site === id));
  }

  /** Puts the focus back on the row of a site. */
  focusSite(id) {
    const row = this.rows.get(id);
    if (row) this.focus(row);
  }

  key(event) {
    const row = event.target.closest('.row[data-site]');
    if (!row) return;
    const rows = [...this.grid.querySelectorAll('.row[data-site]')];
    const at = rows.indexOf(row);
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + 10, PageUp: at - 10 };
    if (event.key === 'Enter' || event.key === ' ') {
      this.choose(row);
    } else if (event.key in moves) {
      this.focus(rows[Math.min(rows.length - 1, Math.max(0, moves[event.key]))]);
    } else {
      return;
    }
    event.preventDefault();
  }
}
