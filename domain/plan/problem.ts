/** Every code a problem can have: what cannot be read, what is misshapen, what does not flow, what a regulation forbids. */
export const PROBLEM_CODES = [
  ...['noFile', 'notUtf8', 'tooLarge', 'brokenYaml', 'tooDeep', 'aliases', 'duplicateKey', 'notAPlan', 'tooMany'],
  ...['unknownKey', 'missingKey', 'wrongValue', 'unknownStageType', 'unknownForm'],
  ...[
    'missingEdge',
    'unknownOutcome',
    'unknownTarget',
    'unreachableStage',
    'endlessStage',
    'duplicateId',
    'reservedId',
  ],
  ...[
    'unknownPanel',
    'unknownElectorate',
    'unknownPost',
    'unused',
    'panelRange',
    'trimTooMany',
    'unknownGrade',
    'ratersOrBy',
    'unknownRaters',
    'agreementOfOne',
    'orderNotDrawn',
    'elementsNotMax',
    'pointsUnclear',
    'idleGrant',
    'idleId',
    'unknownCondition',
    'conditionUnreviewed',
    'checkTooMany',
    'factTwice',
    'unknownCriterion',
    'unknownReference',
    'officersMissing',
    'officersTooFew',
    'paperAndSurprise',
    'recusedUnclear',
    'nobodyActs',
    'ownMissing',
    'ownTaken',
    'waitsForItself',
  ],
  ...['unknownItem', 'circularItems', 'timeOfDivided'],
  ...['unknownStage', 'stageNotBefore', 'nothingNarrows', 'notTogether', 'assignmentMissing'],
  ...['noItems', 'notApart', 'startsItself'],
  ...['joinMissing', 'strandEnds', 'strandsCross', 'strandUnclear', 'notOnStrand'],
  ...['weightsNotHundred', 'notScored', 'scoreNotBefore', 'notARanking', 'rankingNotBefore'],
  ...[
    'noBasis',
    'unknownBasis',
    'idleDeparture',
    'decisionMissing',
    'noticeMissing',
    'noticeTooShort',
    'disciplineOpinionMissing',
  ],
  ...[
    'fourMustsMissing',
    'appraisalNoticeMissing',
    'appraisalTeamTooSmall',
    'quorumTooLow',
    'passTooLow',
    'talkMissing',
  ],
  ...[
    'probationNotOneYear',
    'recommendationMissing',
    'consentMissing',
    'gateTooLow',
    'tooFewJudges',
    'noOutsideJudges',
    'announcementMissing',
    'rankStepMissing',
    'exceptionUnconsented',
    'headcountUnchecked',
    'recommendationTooOld',
    'oneSubject',
    'tooFewInterviewees',
    'appraisalTeamsDiffer',
    'trimNotOneEach',
    'notSigned',
  ],
  ...['voidNotRedone', 'tooManyChoices', 'tieNotVoted', 'winTooLow'],
  ...['turnoutTooLow', 'tooFewAppraisees', 'noticeUnderSevenDays', 'reviewMissing', 'fewClasses'],
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Where in the text: both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A sentence for people in both languages: what is wrong, what is expected, what to do. */
export interface Wording {
  readonly zh: string;
  readonly en: string;
}

/** Something that a person should mend in a plan (error) or know about (warning). */
export interface Problem extends Position, Wording {
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  /** Such as `stages[3].within.n`. */
  readonly path: string;
  /** The article of the regulation, such as 《条例》第四十二条. */
  readonly article?: string;
}

export type Path = readonly (string | number)[];

export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );

/** A problem before its place in the text is looked up. */
export interface Finding extends Wording {
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  readonly path: Path;
  /** The place of the key rather than of its value. */
  readonly key?: boolean;
  readonly article?: string;
}

type More = Pick<Finding, 'key' | 'article'>;

export const error = (code: ProblemCode, path: Path, zh: string, en: string, more: More = {}): Finding => ({
  severity: 'error',
  code,
  path,
  zh,
  en,
  ...more,
});

export const warning = (code: ProblemCode, path: Path, zh: string, en: string, more: More = {}): Finding => ({
  severity: 'warning',
  code,
  path,
  zh,
  en,
  ...more,
});
