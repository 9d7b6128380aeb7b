import { memoryKeys } from '../support/memory-keys.ts';
import { memoryObjects } from '../support/memory-objects.ts';
import { memoryDocuments, memoryHeads, memoryLedger } from '../support/memory-state.ts';
import { memoryTiers } from '../support/memory-tiers.ts';
import { keysContract } from './keys.contract.ts';
import { objectsContract } from './objects.contract.ts';
import { documentsContract, headsContract, ledgerContract } from './state.contract.ts';
import { tiersContract } from './tiers.contract.ts';

const made = <T>(make: () => T) => async () => ({ port: make(), close: async () => undefined });

objectsContract('memory', memoryObjects);
headsContract('memory', made(memoryHeads));
ledgerContract('memory', made(memoryLedger));
documentsContract('memory', made(memoryDocuments));
tiersContract('memory', made(memoryTiers));
keysContract('memory', made(memoryKeys));
