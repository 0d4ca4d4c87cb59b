/*
 * Looks at every page as a reader does: wide and narrow, light and dark, by
 * mouse, by keyboard, without script. node pages.js URL FOLDER [WORD...]
 */
'use strict';
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

const [base, out, ...words] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const shots = path.join(out, 'shots');
const kettle = '/project/kettle';

/* Name of the screenshot, address; not: what axe may find there. */
const pages = [
  ['projects', '/'],
  ['project', kettle + '/'],
  ['about', '/about/'],
  ['missing', '/nothing/here/'],
  ['list', kettle + '/list/'],
  ['list-all', kettle + '/list/?state=*&archive=both&page=2&order=-submitter'],
  ['list-empty', kettle + '/list/?submitter=nobody%20such'],
  ['patch', kettle + '/patch/20261006140640-11-alex@example.org/'],
  ['patch-alone', kettle + '/patch/20261009195140-22-jo.kessel@example.com/'],
  ['cover', kettle + '/cover/20261005081240-1-alex@example.org/'],
  ['series', '/series/1/'],
  ['login', '/user/login/'],
  ['evil-project', '/project/evil/'],
  ['evil-list', '/project/evil/list/?submitter=%22%3E%3Cxss-1%3E'],
  ['evil-list-long', '/project/evil2/list/'],
  ['evil-patch', '/project/evil/patch/!@example.org/'],
  ['evil-patch-long', '/project/evil2/patch/lonely@evil.example/'],
];
/* Of the API, to a visitor and to a maintainer, from top to bottom. */
const visited = [
  ['api', '/api/'],
  ['api-list', '/api/patches/?q=boil&per_page=3'],
  ['api-events', '/api/1.2/events/?category=patch-created'],
  ['api-item', '/api/patches/1/'],
  ['api-missing', '/api/patches/999/'],
  ['api-refused', '/api/people/'],
];
const maintained = [
  ['api-project', '/api/projects/1/'],
  ['api-patch', '/api/patches/1/'],
  ['api-checks', '/api/patches/1/checks/'],
  ['api-bundles', '/api/bundles/'],
  ['api-user', '/api/users/1/'],
  ['api-comment', '/api/patches/11/comments/1/'],
];
const widths = [360, 1400];
const schemes = ['light', 'dark'];

let number = 0, failed = 0, browser;

async function test(name, run) {
  if (words.length && !words.some((w) => name.includes(w))) return;
  let fault = null;
  try {
    await run();
  } catch (e) {
    fault = e;
  }
  number++;
  if (fault) failed++;
  console.log(`${fault ? 'not ok' : 'ok'} ${number} - ${name}`);
  if (fault)
    String(fault.message || fault).split('\n')
      .forEach((l) => console.log('# ' + l));
}

function must(holds, ...what) {
  if (!holds) throw new Error(what.join(' '));
}

/* A page of its own; what it complains of is collected. */
async function open(address, options) {
  const context = await browser.newContext(
    Object.assign({ viewport: { width: 1400, height: 900 } }, options));
  const page = await context.newPage();
  page.faults = [];
  page.on('console', (m) => {
    /* The status of a page that is meant to be refused. */
    if (m.type() === 'error' && !/status of 40[0-9]/.test(m.text()))
      page.faults.push(m.text());
  });
  page.on('pageerror', (e) => page.faults.push(String(e)));
  page.on('dialog', (d) => { page.faults.push('dialog'); d.dismiss(); });
  await page.goto(base + address);
  return page;
}

async function look(name, address, width, scheme, options = {}) {
  const page = await open(address,
    { viewport: { width, height: 900 }, colorScheme: scheme, ...options.as });
  await scan(page, name, width, scheme, options.whole);
  await page.context().close();
}

/* whole: from top to bottom, with what is folded. */
async function scan(page, name, width, scheme, fullPage = false) {
  for (const fold of await page.$$('details:not([open]) > summary'))
    if (fullPage) await fold.click();
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({
    path: path.join(shots, `${name}-${width}-${scheme}.png`), fullPage,
  });
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const over = Array.from(document.querySelectorAll('body *')).filter((e) =>
      e.getBoundingClientRect().right > limit + 1 && !e.closest('.scroll, .vh'))
      .map((e) => e.tagName + '.' + e.className).slice(0, 5);
    return document.documentElement.scrollWidth > limit ? over : null;
  });
  must(!wide, 'it scrolls sideways:', wide);
  must(!page.faults.length, page.faults.join('\n'));
  must(!(await page.$('xss-1')), 'markup of a stranger');
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
      'best-practice'],
  }));
  const serious = found.violations.filter(
    (v) => ['serious', 'critical'].includes(v.impact));
  must(!serious.length, serious.map((v) => v.id + ': ' + v.help + '\n' +
    v.nodes.slice(0, 3).map((n) => '  ' + n.html.slice(0, 200) + '\n  ' +
      n.failureSummary).join('\n')).join('\n'));
}

/* What a browser keeps of a session: for newContext. */
async function signIn() {
  const page = await open('/user/login/');
  await page.fill('#id_username', 'demo');
  await page.fill('#id_password', 'demo');
  await page.click('button:has-text("Sign in")');
  const storageState = await page.context().storageState();
  await page.context().close();
  return { storageState };
}

/* Without script all the same: the answer is a page of its own. */
async function submit(page, form, button) {
  await Promise.all([page.waitForNavigation(),
    page.click(`form[aria-label="${form}"] button:text-is("${button}")`)]);
  return page.textContent('pre.json');
}

async function htmlForm(as) {
  const page = await open('/api/patches/1/?format=api',
    { ...as, javaScriptEnabled: false });
  await page.selectOption('#e-state', 'rejected');
  await page.check('#e-archived');
  await page.fill('#e-commit_ref', 'abc');
  const shown = await submit(page, 'PUT, HTML form', 'PUT');
  must(/HTTP 200 OK/.test(shown) && /"state": "rejected"/.test(shown) &&
    /"archived": true/.test(shown) && /"commit_ref": "abc"/.test(shown),
    shown);
  must(await page.inputValue('#e-state') === 'rejected', 'not shown again');
  await page.context().close();
}

async function rawForm(as) {
  const page = await open('/api/patches/1/?format=api', as);
  await page.click('summary:has-text("Raw data")');
  const whole = JSON.parse(await page.inputValue('#c-text'));
  must('state' in whole && !('id' in whole), JSON.stringify(whole));
  await page.fill('#c-text', '{"state": "new", "archived": false}');
  const shown = await submit(page, 'PUT, raw data', 'PATCH');
  must(/PATCH/.test(await page.textContent('pre.req')) &&
    /"state": "new"/.test(shown) && /"archived": false/.test(shown), shown);
  await page.context().close();
}

/* By the keyboard alone: to the field, and Enter. */
async function keyboardForm(as) {
  const page = await open('/api/users/1/?format=api', as);
  await page.focus('#e-first_name');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Dee');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  must(/"first_name": "Dee"/.test(await page.textContent('pre.json')),
    'not sent');
  await page.context().close();
}

async function refusal(as, width, colorScheme) {
  const page = await open('/api/patches/1/checks/?format=api',
    { ...as, viewport: { width, height: 900 }, colorScheme });
  await page.fill('#e-context', 'two words');
  await page.fill('#e-description', 'kept');
  const shown = await submit(page, 'POST, HTML form', 'POST');
  must(/HTTP 400 Bad Request/.test(shown), shown);
  must(await page.inputValue('#e-context') === 'two words' &&
    await page.inputValue('#e-description') === 'kept', 'what was sent is lost');
  must(await page.getAttribute('#e-context', 'aria-invalid') === 'true',
    'not marked');
  await scan(page, 'api-wrong', width, colorScheme, true);
  await page.context().close();
}

async function bundle(as, width, colorScheme) {
  const page = await open('/api/bundles/?format=api',
    { ...as, viewport: { width, height: 900 }, colorScheme });
  await page.fill('#e-name', 'From a browser');
  await page.fill('#e-patches', '2 1');
  let shown = await submit(page, 'POST, HTML form', 'POST');
  must(/HTTP 201 Created/.test(shown), shown);
  await page.click('pre.json a[href*="/api/bundles/"]');
  await page.click('summary:has-text("DELETE")');
  await scan(page, 'api-delete', width, colorScheme);
  await Promise.all([page.waitForNavigation(),
    page.click('button:has-text("DELETE it")')]);
  shown = await page.textContent('pre.json');
  must(/HTTP 204 No Content/.test(shown), shown);
  await page.context().close();
}

async function options() {
  const page = await open('/api/patches/1/?format=api',
    { javaScriptEnabled: false });
  await Promise.all([page.waitForNavigation(),
    page.click('button:has-text("OPTIONS")')]);
  must(/"renders"/.test(await page.textContent('pre.json')), 'no OPTIONS');
  await page.context().close();
}

async function keyboard() {
  const page = await open(kettle + '/list/');
  await page.keyboard.press('Tab');
  must(await page.evaluate(() => document.activeElement.className) === 'skip',
    'the first stop is not the skip link');
  await page.keyboard.press('Enter');
  must(await page.evaluate(() => location.hash) === '#main', 'it skips not');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const second = await page.evaluate(() => document.activeElement.id);
  must(/^patch-row:\d+$/.test(second), 'j does not move to a row:', second);
  await page.keyboard.press('k');
  must(await page.evaluate(() => document.activeElement.id) !== second,
    'k does not move');
  await page.keyboard.press('o');
  await page.waitForURL('**/patch/**');
  must(!page.faults.length, page.faults.join('\n'));
  await page.context().close();
}

async function searchKey() {
  const page = await open(kettle + '/list/');
  await page.keyboard.press('/');
  must(await page.evaluate(() => document.activeElement.id) === 'q',
    '/ does not lead to the search');
  await page.keyboard.type('boil');
  await page.keyboard.press('Enter');
  await page.waitForURL('**q=boil**');
  must((await page.$$('tbody tr[id^="patch-row:"]')).length > 0, 'no rows');
  await page.context().close();
}

async function nextPatch() {
  const page = await open(
    kettle + '/patch/20261006140640-11-alex@example.org/');
  const before = page.url();
  await page.keyboard.press('n');
  await page.waitForURL((u) => u.href !== before);
  await page.keyboard.press('p');
  await page.waitForURL(before);
  await page.context().close();
}

async function filters(javaScriptEnabled) {
  const page = await open(kettle + '/list/', { javaScriptEnabled });
  await page.click('summary:has-text("Filters")');
  await page.selectOption('#f-state', '*');
  await page.fill('#f-submitter', 'alex');
  await page.click('button:has-text("Apply")');
  must(/submitter=alex/.test(page.url()), page.url());
  must(await page.locator('.chip:has-text("submitter: alex")').count() === 1,
    'no chip');
  await page.click('[aria-label="Remove filter submitter: alex"]');
  must(!/submitter/.test(page.url()), page.url());
  await page.context().close();
}

/* The form of filters lies over the page, and within it. */
async function filterForm(width, colorScheme) {
  const page = await open(kettle + '/list/',
    { viewport: { width, height: 900 }, colorScheme });
  await page.click('summary:has-text("Filters")');
  await page.screenshot({
    path: path.join(shots, `filters-${width}-${colorScheme}.png`),
  });
  const box = await page.locator('.pop > div').boundingBox();
  must(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
  await page.context().close();
}

async function folds() {
  const page = await open(
    kettle + '/patch/20261006140640-11-alex@example.org/',
    { javaScriptEnabled: false });
  const headers = page.locator('details:has(summary:has-text("headers")) pre');
  must(!(await headers.isVisible()), 'headers are open');
  await page.click('summary:has-text("headers")');
  must(await headers.isVisible(), 'headers stay closed');
  await page.context().close();
}

async function lineLinks() {
  const page = await open(
    kettle + '/patch/20261006140640-11-alex@example.org/');
  await page.click('.diff tr.a .n:nth-child(2)');
  must(/^#f1-n\d+$/.test(new URL(page.url()).hash), page.url());
  must(await page.locator('.diff tr.on').count() === 1, 'no line is marked');
  await page.context().close();
}

(async () => {
  fs.mkdirSync(shots, { recursive: true });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium', args: ['--no-sandbox'],
  });
  for (const [name, address] of pages)
    for (const width of widths)
      for (const scheme of schemes)
        await test(`${name}, ${width} px, ${scheme}`,
          () => look(name, address, width, scheme));
  await test('keys move through a list', keyboard);
  await test('a key leads to the search', searchKey);
  await test('keys lead through a series', nextPatch);
  await test('the form of filters fits a phone',
    () => filterForm(360, 'dark'));
  await test('the form of filters fits a screen',
    () => filterForm(1400, 'light'));
  await test('filters work', () => filters(true));
  await test('filters work without script', () => filters(false));
  await test('what is folded opens without script', folds);
  await test('a click on a line number links to it', lineLinks);
  const as = await signIn();
  for (const [pages, who] of [[visited, {}], [maintained, as]])
    for (const [name, address] of pages)
      for (const width of widths)
        for (const scheme of schemes)
          await test(`${name}, ${width} px, ${scheme}`,
            () => look(name, address + (address.includes('?') ? '&' : '?') +
              'format=api', width, scheme, { as: who, whole: true }));
  await test('api: the HTML form writes without script', () => htmlForm(as));
  await test('api: the raw form writes', () => rawForm(as));
  await test('api: Enter sends the form', () => keyboardForm(as));
  for (const width of widths)
    for (const scheme of schemes)
      await test(`api: what is refused is shown again, ${width} px, ${scheme}`,
        () => refusal(as, width, scheme));
  await test('api: a bundle is made and deleted on a screen',
    () => bundle(as, 1400, 'light'));
  await test('api: a bundle is made and deleted on a phone',
    () => bundle(as, 360, 'dark'));
  await test('api: OPTIONS needs no account', options);
  await browser.close();
  console.log(`1..${number}`);
  console.log(`${number - failed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
})();
