#!/usr/bin/env node
'use strict';
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '..', 'dist', 'bin', 'main.js');
if (!existsSync(built)) {
  process.stderr.write('尚未构建，请先运行：npm run setup\nNot built yet; run: npm run setup\n');
  process.exit(2);
}
require(built);
