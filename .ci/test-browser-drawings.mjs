// Drawings of the timeline in a browser: their picture is that of the program, their texts
// are texts in the fonts of the file.
import fs from 'node:fs';

export async function drawings({ browser, run, at, must }) {
  for (const [lang, theme, title] of [['en', 'light', 'Beijing Winter Games'], ['ar', 'dark', 'أولمبياد بكين الشتوي']]) {
    const how = ['--size', '1400x0', '--lang', lang, '--theme', theme, '--title', lang === 'ar' ? 'شتاءان (2020 – 2022)' : 'Two winters', '--notes', 'all'];
    const file = (as, ending) => {
      const name = at(`drawing-${lang}-${as}.${ending}`);
      run('export', at(lang + '.tarikh'), '-o', name, '--as', as, ...how);
      return name;
    };
    const png = file('png', 'png');
    for (const as of ['svg', 'svg-outlines']) {
      const name = `${as} ${lang} ${theme}`;
      const svg = file(as, 'svg');
      const [, width, height] = fs.readFileSync(svg, 'utf8').match(/width="(\d+)" height="(\d+)"/);
      const context = await browser.newContext({ viewport: { width: Number(width), height: Number(height) }, deviceScaleFactor: 2 });
      const p = await context.newPage();
      p.on('console', (m) => must(false, name, m.type(), m.text()));
      p.on('request', (r) => { if (!/^(file|data):/.test(r.url())) must(false, name, 'asks for', r.url()); });
      await p.goto('file://' + svg);
      await p.evaluate(() => document.fonts.ready);
      const texts = await p.evaluate(() => [...document.querySelectorAll('text')].map((t) => {
        const width = t.getAttribute('textLength');
        t.removeAttribute('textLength'); // in the fonts of the file it is as wide by itself
        const own = t.getComputedTextLength();
        t.setAttribute('textLength', width);
        return { words: t.lastChild.data, stretched: own / width, direction: getComputedStyle(t).direction };
      }));
      const named = await p.evaluate(() => [...document.querySelectorAll('[aria-label]')].map((g) => g.getAttribute('aria-label')));
      must((as === 'svg' ? texts.map((t) => t.words) : named).includes(title), `${name}: a title is there as it is written`, texts.length, named.length);
      if (as === 'svg') {
        const off = texts.filter((t) => Math.abs(t.stretched - 1) > 0.01);
        must(off.length === 0, `${name}: texts are as wide as they were laid out`, off.slice(0, 3));
        must(texts.some((t) => t.direction === (lang === 'ar' ? 'rtl' : 'ltr')), `${name}: texts have their direction`);
        must(await p.evaluate(() => {
          const range = document.createRange();
          range.selectNodeContents([...document.querySelectorAll('text')].find((t) => t.textContent.length > 9));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return getSelection().toString().length > 9;
        }), `${name}: texts can be selected`);
        await p.evaluate(() => getSelection().removeAllRanges());
      }
      const shot = await p.screenshot({ path: at(`drawing-${lang}-${as}-shown.png`) });
      const differing = await unlike(p, fs.readFileSync(png), shot);
      must(differing < 0.005, `${name}: it looks like the picture, but for ${(100 * differing).toFixed(2)} % of the pixels`);
      await context.close();
    }
  }
}

// unlike is the part of the pixels of two pictures that differ by more than a shade.
async function unlike(p, a, b) {
  await p.goto('about:blank');
  return p.evaluate(async (pictures) => {
    const [one, other] = await Promise.all(pictures.map(async (data) => {
      const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob());
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      context.drawImage(picture, 0, 0);
      return context.getImageData(0, 0, picture.width, picture.height);
    }));
    if (one.width !== other.width || one.height !== other.height) return 1;
    let n = 0;
    for (let i = 0; i < one.data.length; i += 4) {
      if (Math.max(...[0, 1, 2].map((k) => Math.abs(one.data[i + k] - other.data[i + k]))) > 48) n++;
    }
    return n / (one.width * one.height);
  }, [a.toString('base64'), b.toString('base64')]);
}
