/** What other rooms must know of the workflows: names, nothing else. */

/** Raised when recorded histories no longer replay: a new version has a task queue of its own and `xuanxian migrate` moves campaigns to it. */
export const codeVersion = 1;

export const taskQueue = (version: number = codeVersion): string => `xuanxian-${version}`;

export const campaignWorkflow = 'campaign';
export const mailroomWorkflow = 'mailroom';
export const mailroomId = 'mailroom';

/** The engine's id of a campaign's execution. */
export const campaignExecution = (campaign: string): string => `campaign-${campaign}`;

/** "Look again": something that was waited for may have been settled. Carries nothing, may be lost, may come twice. */
export const lookSignal = 'look';

/** Search attributes of the engine, all of type Keyword; none holds personal data. */
export const searchAttributes = { department: 'XuanxianDepartment', plan: 'XuanxianPlan' } as const;
