import type { Draft } from '../draft';
import type { DraftGraph } from '../graph';
import type { Finding } from '../problem';
import { checkAssignments } from './assignments';
import { checkConditions } from './conditions';
import { checkGates } from './gates';
import { checkIdentifiers } from './identifiers';
import { checkItems } from './items';
import { checkInspections } from './inspections';
import { checkOutcomes } from './outcomes';
import { checkPanels } from './panels';
import { checkRankings } from './rankings';
import { checkPoints } from './points';
import { checkReach } from './reach';
import { checkReferences } from './references';
import { checkScoring } from './scoring';
import { checkStanding } from './standing';
import { checkStrands } from './strands';
import { checkVoting } from './voting';

/** The flow layer: every outcome leads somewhere, every stage is reached and left, and what is named exists. */
export function checkFlow(draft: Draft, graph: DraftGraph): Finding[] {
  return [
    ...checkIdentifiers(draft),
    ...checkOutcomes(draft),
    ...checkReach(graph),
    ...checkReferences(draft),
    ...checkConditions(draft),
    ...checkPanels(draft),
    ...checkVoting(draft),
    ...checkStanding(draft),
    ...checkRankings(draft, graph),
    ...checkItems(draft, graph),
    ...checkGates(draft, graph),
    ...checkAssignments(draft, graph),
    ...checkScoring(draft, graph),
    ...checkPoints(draft),
    ...checkInspections(draft, graph),
    ...checkStrands(draft, graph),
  ];
}
