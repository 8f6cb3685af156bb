// Plays the page for one module, in a process of its own: sets the globals that a page offers,
// imports the module, renders its default export.
//
// usage: node render_child.mjs MODULE_FILE MODULES_DIR FRAME      prints {ok, text} or {ok, error}
import { readFileSync } from 'node:fs';
import { requireFrom } from './reference.mjs';
import { makeRemotion } from './remotion.mjs';

const [file, modules, frame] = process.argv.slice(2);
const require = requireFrom(modules);
const React = require('react');
const { renderToStaticMarkup } = require('react-dom/server');

globalThis.window = globalThis;
globalThis.self = globalThis;
globalThis.React = React;
globalThis.ReactDOM = require('react-dom');
globalThis.Remotion = makeRemotion(React, Number(frame));

const named = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" };
const textOf = (markup) =>
  markup
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) => named[name]);

async function render() {
  // As in a browser, a bare specifier has nothing to resolve against in a data: URL. Unlike a
  // browser, Node would find its own modules there: artifacts_run.mjs looks for those.
  const url = `data:text/javascript;base64,${readFileSync(file).toString('base64')}`;
  const module = await import(url);
  if (module.default === undefined || module.default === null) throw new Error('the module has no default export');
  return textOf(renderToStaticMarkup(React.createElement(module.default)));
}

const answer = await render().then(
  (text) => ({ ok: true, text }),
  (error) => ({ ok: false, error: `${error?.name}: ${error?.message}` }),
);
process.stdout.write(JSON.stringify(answer));
