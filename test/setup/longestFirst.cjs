// The order of test files: those that take minutes first, so that no core waits at the end for one that was begun last. Jest itself
// knows how long each took only where it has run before, which a clean checkout has not.
const Sequencer = require('@jest/test-sequencer').default;

const longest = [
  'e2e/plans',
  'integration/model',
  'faults/cutsHere',
  'faults/kills',
  'faults/migrate',
  'faults/lostLooks',
  'e2e/rehearse',
];
const placeOf = ({ path }) => {
  const place = longest.findIndex((name) => path.replaceAll('\\', '/').includes(`test/${name}`));
  return place < 0 ? longest.length : place;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => placeOf(a) - placeOf(b));
  }
};
