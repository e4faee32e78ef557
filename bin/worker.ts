import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { createCampaignActivities } from '../activities/campaign';
import type { Signer } from '../records/anchors';
import type { Records } from '../records/database';
import { taskQueue } from '../workflows/names';

export interface WorkerSettings {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly db: Records;
  readonly signer: Signer;
  /** @default the queue of this code version */
  readonly queue?: string;
  /** @default the bundle built by setup */
  readonly bundle?: WorkflowBundleOption;
  /** Activities besides the campaign's. */
  readonly more?: object;
  /** A killed worker keeps a workflow for this long; rehearsals and tests want it short. @default 10 s */
  readonly sticky?: string;
}

/** A worker of this code version; `run` it, and `shutdown` lets what is in hand finish. */
export async function createWorker(settings: WorkerSettings): Promise<Worker> {
  const { connection, namespace, db, signer, queue = taskQueue(), more = {}, sticky = '10s' } = settings;
  return Worker.create({
    connection,
    namespace,
    taskQueue: queue,
    workflowBundle: settings.bundle ?? (await builtBundle()),
    activities: { ...createCampaignActivities({ db, signer }), ...more },
    shutdownGraceTime: '20s',
    stickyQueueScheduleToStartTimeout: sticky,
    maxConcurrentActivityTaskExecutions: 20,
  });
}

/** The bundle that setup built beside this code; in a checkout without one it is made now (some seconds). */
export async function builtBundle(): Promise<WorkflowBundleOption> {
  const built = join(__dirname, '..', 'workflows.bundle.js');
  if (existsSync(built)) return { codePath: built };
  const source = join(__dirname, '..', 'workflows', 'index');
  const extension = existsSync(`${source}.js`) ? '.js' : '.ts';
  return bundleWorkflowCode({ workflowsPath: source + extension });
}
