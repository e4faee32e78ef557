// The order of test files: those that take minutes first, so that no core waits at the end for one that was begun last. Jest itself
// knows how long each took only where it has run before, which a clean checkout has not.
const Sequencer = require('@jest/test-sequencer').default;

const longest = [
  'e2e/plans',
  'model/model',
  'faults/cutsHere',
  'faults/kills',
  'verification/tampered',
  'faults/cutsOnEngine',
  'faults/migrate',
  'replay/histories',
  'e2e/rehearse',
  'e2e/up',
  'faults/lostLooks',
];
const placeOf = ({ path }) => {
  const place = longest.findIndex((name) => path.replaceAll('\\', '/').includes(`${name}.test`));
  return place < 0 ? longest.length : place;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => placeOf(a) - placeOf(b));
  }
};
