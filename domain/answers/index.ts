export { answerKinds, type AnswerKind, type AnswerOf, type Terms } from './kinds';
export { checkAnswer, type AnswerProblem } from './check';
