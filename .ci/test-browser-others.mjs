// Exported files in the programs whose format they have: TimelineJS and the parser of
// markwhen, both as they come from npm.
import fs from 'node:fs';
import path from 'node:path';

export async function otherPrograms({ browser, run, at, modules, require, must }) {
  run('export', at('en.tarikh'), '-o', at('timelinejs.json'), '--as', 'timelinejs');
  const data = JSON.parse(fs.readFileSync(at('timelinejs.json'), 'utf8'));
  const shown = await inTimelineJS(browser, modules, data);
  const titles = data.events.map((e) => e.text.headline);
  must(shown.errors.length === 0 && shown.slides.length === titles.length + 1, `TimelineJS shows ${titles.length} events`, shown);
  must(titles.every((title) => shown.slides.includes(title)), 'with their titles', shown.slides);
  must(shown.text.includes('c. December 2019') || shown.text.includes('about December 2019'), 'and doubtful dates in words', shown.text.slice(0, 200));
  must(shown.groups.length === 4, 'tracks are its groups', shown.groups);

  run('export', at('en.tarikh'), '-o', at('markwhen.mw'));
  const { parse, toArray } = require('@markwhen/parser');
  const parsed = parse(fs.readFileSync(at('markwhen.mw'), 'utf8'));
  const events = toArray(parsed.events).map((e) => e.eventy || e).filter((e) => e.dateRangeIso);
  must(events.length === titles.length, `markwhen reads ${titles.length} events`, events.length);
  const named = (title) => events.find((e) => e.firstLine.restTrimmed === title);
  const day = named('Pandemic declared');
  must(day && day.dateRangeIso.fromDateTimeIso.startsWith('2020-03-11') && day.dateRangeIso.toDateTimeIso.startsWith('2020-03-12'), 'on their days', day && day.dateRangeIso);
  must((parsed.parseMessages || []).length === 0, 'without a word of complaint', parsed.parseMessages);
}

// inTimelineJS opens data in TimelineJS, served from its package at an address that does
// not exist outside; it returns what is there and how long the first slide took.
export async function inTimelineJS(browser, modules, data) {
  const dist = path.join(modules, 'node_modules/@knight-lab/timelinejs/dist');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const p = await context.newPage();
  const errors = [];
  p.on('pageerror', (e) => errors.push(e.message));
  await p.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const file = path.join(dist, url.pathname);
    if (url.hostname !== 'timeline.test') return route.abort();
    if (url.pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><link rel="stylesheet" href="/css/timeline.css"><div id="t" style="width:100%;height:800px"></div><script src="/js/timeline.js"></script>' });
    if (!fs.existsSync(file)) return route.fulfill({ status: 404 });
    return route.fulfill({ path: file });
  });
  await p.goto('http://timeline.test/');
  const shown = await p.evaluate(async (json) => {
    const began = performance.now();
    window.timeline = new TL.Timeline('t', json, { script_path: 'http://timeline.test/js/', language: 'en' });
    for (let k = 0; k < 600 && !document.querySelector('.tl-slide .tl-headline'); k++) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return { first: performance.now() - began };
  }, data);
  await p.waitForTimeout(1000);
  Object.assign(shown, await p.evaluate(() => ({
    slides: [...document.querySelectorAll('.tl-slide .tl-headline')].map((e) => e.textContent.trim()), text: document.body.innerText + document.querySelector('.tl-storyslider').textContent,
    groups: [...document.querySelectorAll('.tl-timegroup')].map((e) => e.textContent.trim()),
  })), { errors });
  await context.close();
  return shown;
}
