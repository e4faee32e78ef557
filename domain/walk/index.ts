export { apart, peopleIn, perPost, postOf, postsIn, whole, type Lot, type Part } from './lots';
export { arrivals, type Arrival, type OpenVisit } from './arrivals';
export { joined, passedStrands } from './strands';
