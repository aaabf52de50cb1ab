'use strict';

/** Figures and frames as people read them. */
const Format = {
  bytes(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let value = bytes;
    let unit = 0;
    while (Math.abs(value) >= 1023.95 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return (unit === 0 ? Math.round(value) : value.toFixed(1)) + ' ' + units[unit];
  },

  /** With a sign, for growth. */
  change(bytes) {
    return bytes === 0 ? '0 B' : (bytes > 0 ? '+' : '−') + Format.bytes(Math.abs(bytes));
  },

  count(count) {
    return Math.round(count).toLocaleString('en');
  },

  things(count, one, many) {
    return Format.count(count) + ' ' + (count === 1 ? one : many);
  },

  duration(seconds) {
    if (seconds < 60) return seconds + ' s';
    if (seconds < 3600) return Math.floor(seconds / 60) + ' min ' + seconds % 60 + ' s';
    if (seconds < 86400) return Math.floor(seconds / 3600) + ' h ' + Math.floor(seconds % 3600 / 60) + ' min';
    return Math.floor(seconds / 86400) + ' d ' + Math.floor(seconds % 86400 / 3600) + ' h';
  },

  time(millis) {
    return new Date(millis).toLocaleTimeString('en-GB');
  },

  /** com.acme.Reports.monthly(Reports.java:88) is the package com.acme. and the code Reports.monthly(Reports.java:88). */
  frame(frame) {
    const parenthesis = frame.indexOf('(');
    const method = frame.lastIndexOf('.', parenthesis < 0 ? frame.length : parenthesis);
    const type = frame.lastIndexOf('.', method - 1);
    return { package: frame.slice(0, type + 1), code: frame.slice(type + 1) };
  },

  /** What a site does: the function that was called, and by whom where that was no Java. */
  site(site) {
    const on = site.thread === null ? '' : 'native thread ' + site.thread;
    return [site.function, on].filter(part => part).join(' on ') || 'no function seen';
  },
};

/** Elements are made here, and texts put in as text: names of classes, methods and threads are other people's. */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** Puts a text into an element only where it is another one: a reader is not interrupted by what did not change. */
function say(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/** A verdict never has its colour alone: each has a sign and a word. */
const SIGNS = { leaking: '▲', growing: '↗', filling: '◔', warming_up: '…', steady: '●' };

function badge(target, verdict, words) {
  const kind = verdict === 'warming_up' ? 'warming' : verdict;
  const text = verdict in SIGNS ? SIGNS[verdict] + ' ' + words : words;
  const classes = 'badge ' + kind;
  if (target.className !== classes) target.className = classes;
  say(target, text);
  return target;
}

function frameElements(frame) {
  return [element('span', { class: 'package' }, Format.frame(frame).package), element('wbr', {}), ...codeElements(frame)];
}

/** Without the package; on a narrow screen the file and its line go to the next line together. */
function codeElements(frame) {
  const code = Format.frame(frame).code;
  const place = code.indexOf('(');
  return place < 0 ? [document.createTextNode(code)]
    : [document.createTextNode(code.slice(0, place)), element('wbr', {}), element('span', { class: 'place' }, code.slice(place))];
}
