export { answerKinds, type AnswerKind, type NamedKind, type AnswerOf, type FoundProblem } from './kinds';
export type { Terms } from './terms';
export {
  asWritten,
  checkPaper,
  commentsOn,
  countPapers,
  papersNaming,
  VOID_LINE,
  type BallotPaper,
  type Count,
} from './ballotPaper';
export { checkAnswer } from './check';
export { sheetScore } from './sheet';
