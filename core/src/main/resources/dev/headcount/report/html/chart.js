'use strict';

const COLOURS = ['#2f7ed8', '#c2571a', '#2e9e6b', '#9457c4', '#c23d74', '#7a7f12', '#178a9c', '#8a5a3c'];
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 5], [12, 4], [2, 6], [6, 2, 2, 2]];

function style(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Curves of live bytes over the time of day, drawn by uPlot. */
class TimeChart {
  constructor(target) {
    this.target = target;
    this.names = [];
    this.plot = null;
    this.data = [[]];
    new ResizeObserver(() => this.fit()).observe(target);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.plot?.redraw());
  }

  /** Curves by name; began is when counting began, in seconds since 1970. now is where every curve ends. */
  show(curves, began, now) {
    const names = [...curves.keys()];
    const seconds = new Set([now]);
    for (const curve of curves.values()) {
      for (let i = 0; i < curve.length; i += 2) seconds.add(curve[i]);
    }
    const times = [...seconds].sort((a, b) => a - b);
    const rows = names.map(name => TimeChart.atEach(times, curves.get(name)));
    this.data = [times.map(second => second + began), ...rows];
    if (!this.plot || names.join('\n') !== this.names.join('\n')) {
      this.make(names);
    } else {
      this.plot.setData(this.data);
    }
  }

  /** While nothing changed there is no reading: the last one stands. */
  static atEach(times, curve) {
    let at = 0;
    let value = null;
    return times.map(time => {
      while (at < curve.length && curve[at] <= time) {
        value = curve[at + 1];
        at += 2;
      }
      return value;
    });
  }

  make(names) {
    this.plot?.destroy();
    this.names = names;
    const axis = { stroke: () => style('--ink-2'), font: '12px ' + style('--sans'), grid: { stroke: () => style('--rule'), width: 1 },
      ticks: { show: false } };
    const series = names.map((name, i) => ({
      label: name, stroke: COLOURS[i % COLOURS.length], dash: DASHES[i % DASHES.length], width: 2, points: { show: false },
      fill: names.length === 1 ? COLOURS[0] + '22' : undefined,
    }));
    this.plot = new uPlot({
      width: this.target.clientWidth, height: this.target.clientHeight, legend: { show: false },
      cursor: { y: false, drag: { setScale: false, x: false, y: false } },
      scales: { x: { time: true }, y: { range: (_, least, most) => [0, most > 0 ? most * 1.08 : 1] } },
      axes: [
        { ...axis, size: 30, space: 70, values: (_, times) => times.map(time => Format.time(time * 1000).slice(0, times.length > 1
          && times[1] - times[0] >= 60 ? 5 : 8)) },
        { ...axis, size: 74, space: 36, incrs: BYTE_STEPS, values: (_, values) => values.map(Format.bytes) },
      ],
      series: [{}, ...series],
    }, this.data, this.target);
  }

  fit() {
    if (this.plot && this.target.clientWidth > 0) {
      this.plot.setSize({ width: this.target.clientWidth, height: this.target.clientHeight });
    }
  }
}

/** The lines of a chart stand at round numbers of bytes: 1, 2, 5, 10 ... of a unit. */
const BYTE_STEPS = [1, 1024, 1048576, 1073741824, 1099511627776]
  .flatMap(unit => [1, 2, 5, 10, 20, 50, 100, 200, 500].map(step => step * unit));

/** A curve as small as a word. */
function sparkline(curve, now) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'spark');
  svg.setAttribute('viewBox', '0 0 130 30');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  drawSparkline(svg, curve, now);
  return svg;
}

function drawSparkline(svg, curve, now) {
  if (curve.length < 2) return;
  const first = curve[0];
  let most = 1;
  for (let i = 1; i < curve.length; i += 2) most = Math.max(most, curve[i]);
  const x = second => ((second - first) / Math.max(1, now - first) * 128 + 1).toFixed(1);
  const y = bytes => (28 - bytes / most * 26).toFixed(1);
  let line = 'M' + x(first) + ' ' + y(curve[1]);
  for (let i = 2; i < curve.length; i += 2) line += 'L' + x(curve[i]) + ' ' + y(curve[i + 1]);
  line += 'L129 ' + y(curve[curve.length - 1]);
  const paths = [['area', line + 'L129 30L1 30Z'], ['', line]];
  svg.replaceChildren(...paths.map(([name, d]) => {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('class', name);
    path.setAttribute('d', d);
    return path;
  }));
}
