export { answerKinds, type AnswerKind, type NamedKind, type AnswerOf, type Terms } from './kinds';
export { checkAnswer } from './check';
export { sheetScore } from './sheet';
