export { campaign } from './campaign';
export { mailroom } from './mailroom';
