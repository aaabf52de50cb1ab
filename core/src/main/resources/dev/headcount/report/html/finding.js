'use strict';

/** What is wrong, in a sentence, with the line of code to look at. */
class Finding {
  constructor(open) {
    this.section = document.getElementById('finding');
    this.button = document.getElementById('show-worst');
    this.worst = null;
    this.button.addEventListener('click', () => open(this.worst.id));
  }

  show(overview, curves) {
    const accused = overview.sites.find(site => !site.expected && ['leaking', 'growing'].includes(site.verdict));
    const said = accused ? Finding.accusation(accused) : Finding.quiet(overview);
    const worst = accused ?? (['warming_up', 'filling'].includes(said.kind) ? Finding.risen(overview, curves) : null);
    this.worst = worst;
    this.section.className = 'card finding ' + said.kind;
    const mark = this.section.querySelector('.badge');
    mark.hidden = !said.badge;
    if (said.badge) badge(mark, said.kind, said.badge);
    say(this.section.querySelector('h1'), said.title);
    say(this.section.querySelector('.evidence'), said.evidence);
    say(this.section.querySelector('.more'), accused ? Finding.others(overview.verdicts, worst) : '');
    this.button.hidden = !worst;
    this.line(worst, accused ? 'Look at this line first' : 'This line holds more than it did, more than any other so far');
  }

  static accusation(site) {
    const held = Format.bytes(site.liveBytes);
    const hourly = Format.bytes(site.bytesPerHour) + ' an hour';
    return {
      kind: site.verdict,
      badge: site.words,
      title: site.verdict === 'leaking'
        ? site.library + ' leaks ' + hourly + ': memory taken here is not given back'
        : site.library + ' holds more and more, ' + hourly + ', here',
      evidence: 'Now ' + held + ' in ' + Format.things(site.liveBlocks, 'block', 'blocks') + '. ' + Finding.sentence(site.evidence),
    };
  }

  /** What rose the most over the second half of its curve: no verdict, but what to keep an eye on. */
  static risen(overview, curves) {
    const rise = site => {
      const curve = curves.of('site ' + site.id);
      return curve.length < 4 ? 0 : site.liveBytes - curve[(curve.length >> 2) * 2 + 1];
    };
    const most = overview.sites.reduce((best, site) => rise(site) > rise(best) ? site : best, overview.sites[0]);
    return most && rise(most) > 0 ? most : null;
  }

  static sentence(text) {
    return text ? text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.') : '';
  }

  static quiet(overview) {
    const held = Format.bytes(overview.libraries.reduce((sum, library) => sum + library.liveBytes, 0));
    const names = overview.libraries.map(library => library.name).join(', ');
    const { leaking, growing, filling, warming_up: young, steady } = overview.verdicts;
    if (overview.libraries.length === 0) {
      return { kind: '', badge: '', title: 'No library met yet',
        evidence: 'Headcount counts from the moment the application first calls a library that has an allocator hook, through '
          + 'the Foreign Function & Memory API. Nothing of that kind has happened so far.' };
    }
    if (leaking + growing + filling + young + steady === 0) {
      return { kind: '', badge: '', title: 'Nobody watched over time', evidence: names + ' holds ' + held + '.' };
    }
    if (young > filling + steady) {
      return { kind: 'warming_up', badge: 'warming up', title: 'Too early to say whether anything leaks',
        evidence: 'Watching ' + names + ' for ' + Format.duration(overview.uptimeSeconds) + '; ' + held + ' are live.' };
    }
    if (filling > 0) {
      return { kind: 'filling', badge: 'filling', title: 'No leak so far: what still grows does so more and more slowly',
        evidence: names + ' holds ' + held + '; ' + Format.things(filling, 'site fills', 'sites fill') + ' up, as a cache or pool does.' };
    }
    return { kind: 'steady', badge: 'no leak', title: 'Nothing leaks: what libraries take, they give back',
      evidence: names + ' holds ' + held + '.' };
  }

  static others(verdicts, worst) {
    const leaking = verdicts.leaking - (worst.verdict === 'leaking' ? 1 : 0);
    const growing = verdicts.growing - (worst.verdict === 'growing' ? 1 : 0);
    const parts = [];
    if (leaking > 0) parts.push(Format.things(leaking, 'more site leaks', 'more sites leak'));
    if (growing > 0) parts.push(Format.things(growing, 'more site grows', 'more sites grow'));
    return parts.length ? 'Below: ' + parts.join(', ') + '.' : '';
  }

  /** The suspect line, what it calls, and by way of whom. */
  line(site, lead) {
    const box = this.section.querySelector('.line');
    box.hidden = !site;
    if (!site) return;
    const code = box.querySelector('code');
    const key = site.id + ' ' + site.suspect;
    if (code.dataset.site !== key) {
      code.dataset.site = key;
      code.replaceChildren(...(site.suspect ? frameElements(site.suspect) : [Format.site(site)]));
      box.querySelector('.line-route').replaceChildren(...(site.suspect ? Finding.route(site) : []));
    }
    say(box.querySelector('.line-lead'), site.suspect ? lead : 'No Java code called');
  }

  /** From the suspect inwards to the function. */
  static route(site) {
    const at = site.stack.indexOf(site.suspect);
    const between = at < 0 ? [] : site.stack.slice(0, at).reverse();
    return ['calls ', ...between.flatMap(frame => [...codeElements(frame), ' → ']), Format.site(site)];
  }
}
