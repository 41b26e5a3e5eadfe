import type { Random } from '../random.ts';
import { type AnswerFault, isAnswerFault } from './answer-fault.ts';
import { type ArrivalFault, isArrivalFault } from './arrival-fault.ts';
import { type FaultRule, type FaultRuleInput, faultRuleSchema } from './fault.ts';
import { type FileFault, isFileFault } from './file-fault.ts';
import { matcherOf, type Occasion } from './fault-matcher.ts';
import type { Lie } from './lie.ts';
import { isWireFault, type WireFault } from './wire-fault.ts';

/** How tests and people say what is to go wrong. */
export interface FaultControl {
  /** Adds a rule and hands back its number. Throws a ZodError where the rule makes no sense. */
  add(rule: FaultRuleInput): number;
  remove(id: number): void;
  clear(): void;
  list(): readonly ActiveFault[];
}

export interface ActiveFault {
  readonly id: number;
  readonly rule: FaultRule;
  /** How many calls it has struck. */
  readonly strikes: number;
}

/** The faults that strike one call, by the stage at which they do. */
interface StruckCall {
  readonly kinds: readonly string[];
  readonly arrival: readonly ArrivalFault[];
  readonly file: readonly FileFault[];
  /** The first is the answer. */
  readonly answer: readonly AnswerFault[];
  readonly wire: readonly WireFault[];
}

/** The rules in force, and the counts that decide whom they strike. */
export interface FaultPlan extends FaultControl {
  /** What strikes a call. Asking counts as a call. */
  strike(call: Occasion): StruckCall;
  /** The lies that apply where a response mentions a file. Each call of this counts as a mention. */
  liesAbout(mention: Occasion): readonly Lie[];
}

interface Entry {
  readonly id: number;
  readonly rule: FaultRule;
  readonly matches: (occasion: Occasion) => boolean;
  /** Calls and strikes so far, by path where the rule counts by path. */
  readonly counts: Map<string, { seen: number; struck: number }>;
}

export function createFaultPlan(random: Random, rules: readonly FaultRuleInput[] = []): FaultPlan {
  let entries: Entry[] = [];
  let lastId = 0;

  const strikes = ({ rule, matches, counts }: Entry, occasion: Occasion): boolean => {
    if (!matches(occasion)) return false;
    const key = rule.perPath ? (occasion.path ?? '').toLowerCase() : '';
    const count = counts.get(key) ?? { seen: 0, struck: 0 };
    counts.set(key, count);
    count.seen += 1;
    if (count.seen <= rule.after) return false;
    if (rule.times !== undefined && count.struck >= rule.times) return false;
    if (rule.probability < 1 && random.uniform() >= rule.probability) return false;
    count.struck += 1;
    return true;
  };

  const plan: FaultPlan = {
    add(input) {
      const rule = faultRuleSchema.parse(input);
      lastId += 1;
      entries.push({ id: lastId, rule, matches: matcherOf(rule), counts: new Map() });
      return lastId;
    },
    remove(id) {
      entries = entries.filter((entry) => entry.id !== id);
    },
    clear() {
      entries = [];
    },
    list: () =>
      entries.map(({ id, rule, counts }) => ({
        id,
        rule,
        strikes: [...counts.values()].reduce((sum, { struck }) => sum + struck, 0),
      })),
    strike(call) {
      if (entries.length === 0) return UNHURT;
      const faults = entries
        .filter((entry) => entry.rule.fault.kind !== 'lie' && strikes(entry, call))
        .map(({ rule }) => rule.fault);
      return {
        kinds: faults.map(({ kind }) => kind),
        arrival: faults.filter((fault) => isArrivalFault(fault)),
        file: faults.filter((fault) => isFileFault(fault)),
        answer: faults.filter((fault) => isAnswerFault(fault)),
        wire: faults.filter((fault) => isWireFault(fault)),
      };
    },
    liesAbout: (mention) =>
      entries.flatMap((entry) => {
        const { fault } = entry.rule;
        return fault.kind === 'lie' && strikes(entry, mention) ? [fault] : [];
      }),
  };
  for (const rule of rules) plan.add(rule);
  return plan;
}

const UNHURT: StruckCall = { kinds: [], arrival: [], file: [], answer: [], wire: [] };
