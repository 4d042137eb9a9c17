// Exported pages in Firefox, driven by WebDriver BiDi (W3C), which it speaks itself.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export async function inFirefox({ firefox, require, must, folder, sample, odd, large }) {
  const profile = path.join(folder, 'firefox');
  fs.mkdirSync(profile);
  const process = spawn(firefox, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...globalThis.process.env, HOME: folder, MOZ_HEADLESS_WIDTH: '1440', MOZ_HEADLESS_HEIGHT: '900' } });
  try {
    const address = await new Promise((resolve, reject) => {
      let said = '';
      process.stderr.on('data', (chunk) => {
        said += chunk;
        const match = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
        if (match) resolve(match[1]);
      });
      process.on('exit', () => reject(new Error('Firefox ended: ' + said.slice(-500))));
      setTimeout(() => reject(new Error('Firefox does not start: ' + said.slice(-500))), 60000).unref();
    });
    await session(address, require, must, { sample, odd, large });
  } catch (error) {
    must(false, 'Firefox', error.message);
  } finally {
    process.kill();
  }
}

async function session(address, require, must, { sample, odd, large }) {
  const WebSocket = require('ws');
  const socket = new WebSocket(address + '/session');
  await new Promise((resolve, reject) => { socket.on('open', resolve); socket.on('error', reject); });
  const waiting = new Map();
  const logged = [];
  let id = 0;
  socket.on('message', (raw) => {
    const message = JSON.parse(raw);
    if (message.method === 'log.entryAdded') logged.push(message.params.text);
    if (!waiting.has(message.id)) return;
    const { resolve, reject } = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'error') reject(new Error(message.error + ': ' + message.message));
    else resolve(message.result);
  });
  const send = (method, params) => new Promise((resolve, reject) => {
    waiting.set(++id, { resolve, reject });
    socket.send(JSON.stringify({ id, method, params }));
  });
  await send('session.new', { capabilities: {} });
  await send('session.subscribe', { events: ['log.entryAdded'] });
  const { contexts } = await send('browsingContext.getTree', {});
  const { context } = contexts[0];
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await send('script.evaluate', { expression: `(async () => JSON.stringify(await (${expression})))()`, target: { context }, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
    return result.value === undefined ? undefined : JSON.parse(result.value);
  };
  const open = async (file, hash = '') => {
    await send('browsingContext.navigate', { context, url: 'about:blank', wait: 'complete' });
    await send('browsingContext.navigate', { context, url: 'file://' + file + hash, wait: 'complete' });
    return evaluate('new Promise((done) => { const look = () => document.documentElement.dataset.ready ? done(Number(document.documentElement.dataset.ready)) : setTimeout(look, 20); look(); })');
  };
  const keys = (...values) => send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions: values.flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) }] });

  await open(sample.en);
  must(await evaluate('tarikh.app.order.length === 38 && document.fonts.check(\'13px "Tarikh Sans"\') && document.querySelectorAll("#list .entry").length === 38'), 'Firefox: the page opens from a file');
  await evaluate('document.querySelector("canvas").focus()');
  await keys('\uE014', '\uE014', '\uE007');
  must(await evaluate('tarikh.app.selected === 1 && document.activeElement.id.startsWith("e-")'), 'Firefox: arrow keys and Enter');
  await keys('/');
  await keys(...'وهان');
  must(await evaluate('new Promise((done) => setTimeout(() => done(tarikh.app.order.length), 400))') < 38, 'Firefox: search');
  await evaluate('tarikh.app.chooseLanguage("ar")');
  must(await evaluate('document.documentElement.dir === "rtl" && tarikh.app.axisRTL'), 'Firefox: mirrored');
  const key = await evaluate('tarikh.app.library.key(10)');
  await open(sample.en, '#e=' + key);
  must(await evaluate('tarikh.app.selected === 10'), 'Firefox: a link opens at its event');
  await open(sample.ar);
  must(await evaluate('tarikh.app.dark && getComputedStyle(document.documentElement).backgroundColor === "rgb(21, 23, 27)"'), 'Firefox: dark where it was asked for');
  await open(odd);
  must(await evaluate('document.scripts.length === 2'), 'Firefox: tags in titles are words');
  for (const [n, file] of Object.entries(large)) {
    const ready = await open(file);
    must(ready < 5000, `Firefox: ${n} events: ready after ${ready} ms, under 5000`);
  }
  must(logged.length === 0, 'Firefox: nothing on the console', logged);
  await send('session.end', {}).catch(() => {});
  socket.close();
}
