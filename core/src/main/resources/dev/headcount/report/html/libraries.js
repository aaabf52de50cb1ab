'use strict';

/** Live bytes of each library over time, and what Headcount itself takes. */
class Libraries {
  constructor() {
    this.section = document.getElementById('libraries');
    this.costs = document.getElementById('costs');
    this.chart = null;
  }

  show(overview, curves) {
    this.section.hidden = overview.libraries.length === 0;
    if (!this.section.hidden) {
      this.chart ??= new TimeChart(document.getElementById('libraries-chart'));
      const shown = overview.libraries.map(library => [library.name, curves.of('library ' + library.name)]);
      this.chart.show(new Map(shown), began(overview), overview.uptimeSeconds);
      this.section.querySelector('tbody').replaceChildren(...overview.libraries.map(Libraries.row));
    }
    this.showCosts(overview.tracker);
  }

  static row(library, index) {
    const key = element('span', { class: 'key', 'aria-hidden': 'true' });
    key.style.borderTopColor = COLOURS[index % COLOURS.length];
    key.style.borderTopStyle = DASHES[index % DASHES.length].length ? 'dashed' : 'solid';
    const number = text => element('td', { class: 'n' }, text);
    return element('tr', {}, element('td', { title: library.path }, key, library.name),
      number(Format.bytes(library.liveBytes)), number(Format.count(library.liveBlocks)),
      number(Format.bytes(library.peakBytes)), element('td', { class: 'n spare' }, Format.count(library.allocations)));
  }

  showCosts(tracker) {
    this.costs.hidden = false;
    const lost = tracker.lost + tracker.faults;
    const facts = [
      ['Native memory', Format.bytes(tracker.bytes), false],
      ['History, on the Java heap', Format.bytes(tracker.historyBytes), false],
      ['Events lost', lost === 0 ? 'none' : Format.count(lost), lost > 0],
      ['Sites told apart', Format.count(tracker.sites)
        + (tracker.overflowed ? ', table full: ' + Format.things(tracker.overflowed, 'allocation', 'allocations') + ' share one' : ''),
      tracker.overflowed > 0],
      ['Gates', tracker.gates ? 'in use' : 'refused by this machine', false],
    ];
    this.costs.querySelector('dl').replaceChildren(...facts.map(([name, value, bad]) =>
      element('div', {}, element('dt', {}, name), element('dd', { class: bad ? 'bad' : null }, value))));
  }
}

/** When counting began, in seconds since 1970. */
function began(overview) {
  return overview.takenAt / 1000 - overview.uptimeSeconds;
}
