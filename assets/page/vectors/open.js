// What the program of a page reads of its data: node open.js PAGE prints its events.
'use strict';
const fs = require('fs');
const path = require('path');

const read = (name) => fs.readFileSync(path.join(__dirname, '..', name), 'utf8');
const source = ['fold.js', 'stem.js', 'calendar.js', 'edtf.js', 'words.js', 'pack.js', 'library.js', 'view.js'].map(read).join('\n');
const { Library } = new Function(source + '\nreturn { Library };')();
const page = fs.readFileSync(process.argv[2], 'utf8');
const block = /<script type="application\/octet-stream" id="data">([^<]*)<\/script>/.exec(page)[1];

Library.open({ textContent: block }).then((library) => {
  const rows = [];
  for (let i = 0; i < library.n; i++) {
    const core = library.core(i);
    if (library.find(library.key(i)) !== i || library.find(library.key(i) + 'more') !== i) throw new Error('no link leads to event ' + i);
    rows.push({
      title: library.name(i), edtf: library.edtf(i), lo: library.lo[i], hi: library.hi[i], core: [core.lo, core.hi, core.doubts], quotes: library.excerpts(i).length,
    });
  }
  console.log(JSON.stringify(rows));
});
