// Exported pages in a real browser; ./dev test-browser runs it:
//
//	node test-browser.mjs TARIKH BROWSER MODULES FOLDER
//
// TARIKH is the program, BROWSER a Chromium or Chrome, MODULES where playwright-core and
// axe-core are installed, FOLDER where libraries, pages and pictures go.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [tarikh, browserPath, modules, folder] = process.argv.slice(2).map((p) => path.resolve(p));
const require = createRequire(path.join(modules, 'x.js'));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let failed = 0;
function must(holds, what, ...more) {
  if (!holds) failed++;
  console.log((holds ? 'ok    ' : 'FAIL  ') + what, ...(holds ? [] : more));
}

// ——— Libraries and their pages ———

const run = (...args) => execFileSync(tarikh, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const at = (name) => path.join(folder, name);

function page(library, name, ...flags) {
  run('export', library, '-o', at(name), '--as', 'page', ...flags);
  return at(name);
}

function many(n) {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const pick = (list) => list[Math.floor(random() * list.length)];
  const words = {
    en: 'summit talks ceasefire treaty signed ministers meet border reopens court rules election storm hits coast vaccine approved'.split(' '),
    ar: 'قمة محادثات وقف إطلاق النار توقيع معاهدة اجتماع الوزراء فتح الحدود حكم المحكمة عاصفة تضرب الساحل إقرار لقاح'.split(' '),
  };
  const lines = ['Title,Start,End,Track,Importance'];
  for (let i = 0; i < n; i++) {
    const title = Array.from({ length: 3 + Math.floor(random() * 4) }, () => pick(words[i % 2 ? 'ar' : 'en'])).join(' ');
    const [year, month, day] = [1950 + Math.floor(70 * random() ** 0.6), 1 + Math.floor(random() * 12), 1 + Math.floor(random() * 28)];
    const two = (k) => String(k).padStart(2, '0');
    const end = random() < 0.1 ? `${year}-${two(Math.min(month + 1, 12))}-28` : '';
    lines.push(`${title},${year}-${two(month)}-${two(day)},${end},${pick(['Diplomacy', 'Economy', 'Sport', 'Security', 'Science', 'Weather', 'صحة'])},${pick([1, 1, 1, 2, 2, 3, 3, 3, 4, 5])}`);
  }
  fs.writeFileSync(at(`${n}.csv`), lines.join('\n'));
  run('import', at(`${n}.tarikh`), at(`${n}.csv`));
  return page(at(`${n}.tarikh`), `${n}.html`);
}

for (const lang of ['en', 'ar']) run('new', at(lang + '.tarikh'), '--sample', '--lang', lang);
const sample = {
  en: page(at('en.tarikh'), 'en.html', '--articles', 'full', '--notes', 'mine'), ar: page(at('ar.tarikh'), 'ar.html', '--lang', 'ar', '--articles', 'full'),
};
run('new', at('empty.tarikh'));
const empty = page(at('empty.tarikh'), 'empty.html');
const large = { 1000: many(1000), 100000: many(100000) };

// ——— The browser ———

const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });

// open opens a page; whatever it asks of the network or says on the console fails.
async function open(file, { width = 1440, height = 900, dark = false, hash = '', js = true } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', hasTouch: width < 500, javaScriptEnabled: js });
  const p = await context.newPage();
  const name = path.basename(file) + hash;
  p.on('console', (m) => must(false, name, m.type(), m.text()));
  p.on('pageerror', (e) => must(false, name, e.message));
  p.on('dialog', (d) => { must(false, name, 'a dialog'); d.dismiss(); });
  p.on('request', (r) => { if (!/^(file|blob):/.test(r.url())) must(false, name, 'asks for', r.url()); });
  await p.goto('file://' + file + hash);
  if (js) await p.waitForSelector('html[data-ready]', { timeout: 30000 });
  return p;
}

for (const [file, how] of [[sample.en, {}], [sample.ar, { dark: true }], [sample.en, { width: 390, height: 844, dark: true }], [sample.ar, { width: 390, height: 844 }], [empty, {}]]) {
  const p = await open(file, how);
  await p.waitForTimeout(300);
  const name = `${path.basename(file)} ${how.width || 1440} ${how.dark ? 'dark' : 'light'}`;
  await p.screenshot({ path: at(name.replace(/\W+/g, '-') + '.png') });
  await p.evaluate(axe);
  const found = await p.evaluate(async () => (await axe.run(document)).violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`));
  must(found.length === 0, name + ': axe-core finds nothing', found);
  must(await p.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name + ': nothing is wider than the window');
  await p.context().close();
}

// ——— Keyboard, pointer, search, links ———

{
  const p = await open(sample.en);
  const state = () => p.evaluate(() => ({ selected: tarikh.app.selected, order: tarikh.app.order.length, hash: location.hash, said: document.querySelector('[role=status]').textContent, focus: document.activeElement.id }));
  await p.focus('canvas');
  await p.keyboard.press('ArrowRight');
  await p.keyboard.press('ArrowRight');
  let s = await state();
  must(s.selected === 1 && /^#e=/.test(s.hash) && s.said.includes('December 2019'), 'arrow keys go from event to event, and it is said', s);
  await p.keyboard.press('Enter');
  s = await state();
  must(s.focus.startsWith('e-'), 'Enter goes to the event in the list', s);
  await p.keyboard.press('/');
  await p.keyboard.type('وُوهَان');
  await p.waitForFunction(() => tarikh.app.order.length < 38);
  s = await state();
  must(s.order > 0 && s.said.startsWith(String(s.order)), 'Arabic words are found without their vowel signs', s);
  await p.keyboard.press('Escape');
  await p.waitForFunction(() => tarikh.app.order.length === 38);
  await p.click('.chip');
  s = await state();
  must(s.order < 38, 'a track can be hidden', s);
  await p.click('.chip');
  await p.evaluate(() => { scrollTo(0, 0); tarikh.app.choose(-1); });
  await p.waitForTimeout(400);
  const hit = await p.evaluate(() => {
    const h = tarikh.app.strip.hits.find((one) => one.i >= 0);
    const box = document.querySelector('canvas').getBoundingClientRect();
    return { i: h.i, x: (h.x0 + h.x1) / 2 + box.x, y: (h.y0 + h.y1) / 2 + box.y };
  });
  await p.mouse.click(hit.x, hit.y);
  s = await state();
  must(s.selected === hit.i, 'a click on the strip selects', s, hit);
  const before = await p.evaluate(() => tarikh.app.strip.view.edge);
  const box = await p.locator('canvas').boundingBox();
  await p.mouse.move(box.x + 600, box.y + 15);
  await p.mouse.down();
  await p.mouse.move(box.x + 500, box.y + 15, { steps: 4 });
  await p.mouse.up();
  must((await p.evaluate(() => tarikh.app.strip.view.edge)) > before, 'a drag moves the time');
  const scale = await p.evaluate(() => tarikh.app.strip.view.scale);
  await p.mouse.wheel(0, -300);
  await p.waitForFunction((was) => tarikh.app.strip.view.scale < was, scale);
  must(true, 'the wheel zooms');
  await p.locator('.inline').first().click();
  must(await p.evaluate(() => document.querySelector('dialog').open && document.querySelectorAll('mark.now').length > 0), 'the article opens at its marked passage');
  await p.keyboard.press('Escape');
  await p.click('text=العربية');
  must(await p.evaluate(() => document.documentElement.dir === 'rtl' && tarikh.app.axisRTL && document.documentElement.lang === 'ar'), 'the other language mirrors page and axis');
  const key = await p.evaluate(() => tarikh.app.library.key(10));
  await p.context().close();

  const q = await open(sample.en, { hash: '#e=' + key });
  await q.waitForFunction(() => document.querySelector('.entry.selected'));
  await q.waitForTimeout(300);
  must(await q.evaluate(() => tarikh.app.selected === 10 && document.querySelector('.entry.selected').getBoundingClientRect().top < innerHeight), 'a link opens at its event');
  await q.pdf({ path: at('print.pdf'), format: 'A4' });
  must(fs.statSync(at('print.pdf')).size > 20000, 'it prints');
  await q.context().close();

  const plain = await open(sample.en, { js: false });
  must((await plain.locator('noscript article, main.plain article').count()) === 38, 'without scripts the list is there');
  await plain.context().close();
}

{
  run('export', at('en.tarikh'), '-o', at('embedded'), '--as', 'page-folder');
  const context = await browser.newContext({ viewport: { width: 900, height: 900 } });
  const p = await context.newPage();
  const asked = [];
  p.on('console', (m) => must(false, 'embedded', m.type(), m.text()));
  p.on('pageerror', (e) => must(false, 'embedded', e.message));
  p.on('request', (r) => asked.push(path.basename(r.url())));
  await p.goto('file://' + at('embedded/snippet.html'));
  const inside = p.frameLocator('iframe');
  await inside.locator('.entry').first().waitFor();
  await inside.locator('canvas').focus();
  await p.keyboard.press('ArrowRight');
  await inside.locator('.entry.selected').waitFor();
  must(asked.join() === 'snippet.html,index.html', 'a page in a frame runs in its sandbox and asks for nothing', asked);
  await context.close();
}

// ——— Size and speed ———

for (const [n, file] of Object.entries(large)) {
  const p = await open(file);
  const megabytes = fs.statSync(file).size / 1e6;
  must(megabytes < 3, `${n} events: ${megabytes.toFixed(2)} MB, under 3`);
  const first = await p.evaluate(() => Number(document.documentElement.dataset.ready));
  must(first < 1000, `${n} events: ready after ${first} ms, under 1000`);
  await p.evaluate(() => tarikh.app.show(tarikh.app.strip.view.zoom(700, 4)));
  await p.waitForTimeout(600);
  // The least of three: what else runs on the machine counts against it.
  const p95 = await p.evaluate(async () => {
    const { app } = tarikh;
    let least = Infinity;
    for (let round = 0; round < 3; round++) {
      app.strip.times = [];
      for (let k = 0; k < 240; k++) {
        app.show(app.strip.view.pan(k < 120 ? -12 : 12));
        await new Promise(requestAnimationFrame);
      }
      const times = app.strip.times.sort((a, b) => a - b);
      least = Math.min(least, times[Math.floor(times.length * 0.95)]);
    }
    return least;
  });
  must(p95 < 8, `${n} events: a frame of a pan takes ${p95.toFixed(1)} ms at the 95th percentile, under 8`);
  await p.context().close();
}

await browser.close();
console.log(failed ? `${failed} failed` : 'all passed');
process.exit(failed ? 1 : 0);
