'use strict';

/** Live bytes by library and call path; the layout is d3-hierarchy's partition. */
class Flame {
  static ROW = 20;
  static NARROWEST = 3; // pixels

  constructor(source, open) {
    this.section = document.getElementById('flame');
    this.graph = document.getElementById('flame-graph');
    this.at = document.getElementById('flame-at');
    this.source = source;
    this.open = open;
    this.verdicts = new Map();
    this.root = null;
    this.path = []; // names from the root to what is looked at closely
    this.asked = 0;
    this.isVisible = false;
    this.cells = new Map();
    this.graph.addEventListener('click', event => this.click(event));
    this.graph.addEventListener('keydown', event => this.key(event));
    for (const event of ['mouseover', 'focusin']) this.graph.addEventListener(event, shown => this.tell(shown.target));
    new IntersectionObserver(entries => { this.isVisible = entries.at(-1).isIntersecting; }).observe(this.section);
    new ResizeObserver(() => this.draw()).observe(this.graph);
  }

  isStale() {
    return this.root === null || (this.isVisible && !this.graph.contains(document.activeElement) && Date.now() - this.asked > 5000);
  }

  async refresh(overview) {
    this.asked = Date.now();
    this.verdicts = new Map(overview.sites.filter(site => !site.expected).map(site => [site.id, site.verdict]));
    const tree = await this.source.flame();
    this.section.hidden = tree.bytes === 0;
    this.root = d3.hierarchy(tree);
    // Every node has all its bytes, those of children too narrow to be sent among them: no sum is to be made.
    this.root.each(node => { node.value = node.data.bytes; });
    this.root.sort((a, b) => b.value - a.value);
    this.draw();
  }

  /** The node that is looked at closely; as far down as it still exists. */
  focused() {
    let node = this.root;
    for (const name of this.path) {
      const child = node.children?.find(candidate => candidate.data.name === name);
      if (!child) break;
      node = child;
    }
    return node;
  }

  draw() {
    const width = this.graph.clientWidth;
    if (!this.root || width === 0) return;
    d3.partition()(this.root);
    const near = this.focused();
    const scale = width / (near.x1 - near.x0);
    const above = near.ancestors();
    const cells = new Map();
    let depth = 0;
    this.root.each(node => {
      const isAbove = above.includes(node);
      const left = isAbove ? 0 : (node.x0 - near.x0) * scale;
      const right = isAbove ? width : (node.x1 - near.x0) * scale;
      if (!isAbove && (right - left < Flame.NARROWEST || left < -1 || right > width + 1)) return;
      depth = Math.max(depth, node.depth);
      const key = Flame.key(node);
      const cell = this.cells.get(key) ?? element('button', { type: 'button', tabindex: '-1', role: 'treeitem' });
      this.paint(cell, node, left, right - left, isAbove && node !== near);
      cells.set(key, cell);
    });
    for (const [key, cell] of this.cells) if (!cells.has(key)) cell.remove();
    for (const cell of cells.values()) if (!cell.isConnected) this.graph.append(cell);
    this.cells = cells;
    this.graph.style.height = (depth + 1) * Flame.ROW + 'px';
    if (!this.graph.querySelector('[tabindex="0"]')) cells.values().next().value.setAttribute('tabindex', '0');
    if (!this.at.textContent) this.tell(cells.get(Flame.key(near)));
  }

  static key(node) {
    return node.ancestors().reverse().map(ancestor => ancestor.data.name).join('\n');
  }

  paint(cell, node, left, width, isAbove) {
    cell.node = node;
    const verdict = this.verdicts.get(node.data.site);
    const kinds = [node.depth <= 1 ? 'library' : 'shade' + (node.data.name.length % 3)];
    if (['leaking', 'growing'].includes(verdict)) kinds.push(verdict);
    if (isAbove) kinds.push('above');
    cell.className = kinds.join(' ');
    cell.style.left = left + 'px';
    cell.style.top = node.depth * Flame.ROW + 'px';
    cell.style.width = width + 'px';
    const label = node.data.name.includes('(') ? Format.frame(node.data.name).code : node.data.name;
    say(cell, width > 32 ? (verdict in SIGNS ? SIGNS[verdict] + ' ' : '') + label : '');
    cell.setAttribute('aria-label', this.words(node));
    cell.setAttribute('aria-level', node.depth + 1);
  }

  words(node) {
    const share = (100 * node.value / this.root.value).toFixed(1) + ' %';
    const verdict = this.verdicts.get(node.data.site);
    return node.data.name + ': ' + Format.bytes(node.value) + ', ' + share + (verdict ? ', ' + verdict.replace('_', ' ') : '');
  }

  tell(cell) {
    if (cell?.node) say(this.at, this.words(cell.node));
  }

  click(event) {
    const node = event.target.closest('button')?.node;
    if (node) this.look(node);
  }

  /** Looks closer at a node; at the end of a site's path, opens the site. */
  look(node) {
    if (node.data.site !== undefined && !node.children) this.open(node.data.site);
    this.path = node.ancestors().reverse().slice(1).map(ancestor => ancestor.data.name);
    this.draw();
    this.focus(node);
  }

  focus(node) {
    const cell = node && this.cells.get(Flame.key(node));
    if (!cell) return;
    this.graph.querySelectorAll('[tabindex="0"]').forEach(other => other.setAttribute('tabindex', '-1'));
    cell.setAttribute('tabindex', '0');
    cell.focus({ preventScroll: true });
  }

  key(event) {
    const node = event.target.node;
    if (!node) return;
    const siblings = node.parent?.children ?? [node];
    const at = siblings.indexOf(node);
    if (event.key === 'ArrowDown') this.focus(node.children?.[0]);
    else if (event.key === 'ArrowUp') this.focus(node.parent);
    else if (event.key === 'ArrowRight') this.focus(siblings[at + 1]);
    else if (event.key === 'ArrowLeft') this.focus(siblings[at - 1]);
    else if (event.key === 'Home') this.focus(this.root);
    else if (event.key === 'Enter' || event.key === ' ') this.look(node);
    else if (event.key === 'Escape' && this.path.length) this.look(this.root);
    else return;
    event.preventDefault();
  }
}
