/** Records on their way into a zone, in the order in which BIND adds them to it. */
import { type Message, msg } from '../message.js';
import { maxRRset } from './rdata/read.js';
import { canonicalRdata, orderOf, type RRsets } from './rrsets.js';

const NS = 2;
/** So many octets of RDATA BIND holds before it adds what it has. */
const mostHeld = 0x10001;

/** The records of one owner, read and not yet added. */
interface Held {
  /** In wire form, as it is spelled: another spelling is another owner here. */
  readonly owner: string;
  readonly sets: Map<number, HeldSet>;
}

interface HeldSet {
  readonly type: number;
  /** That of the first record: those that follow take it. Seconds. */
  readonly ttl: number;
  /** By canonical form: of two that differ in their letters' case, BIND keeps the one that it reads last. */
  readonly records: Map<string, HeldRecord>;
}

interface HeldRecord {
  readonly rdata: string;
  readonly refuse: Refuse;
}

/** Tells why BIND does not take a record. */
export type Refuse = (message: Message) => void;

/** The owners that an included file comes back to. */
export interface Place {
  readonly current: string | undefined;
  readonly glue: string | undefined;
}

const hold = (owner: string): Held => ({ owner, sets: new Map() });

/**
 * BIND adds the records of an owner together, when another owner follows. Those right behind a name server that is one of
 * the owner's are glue: they are added before, and when the first owner is back its records go on. What is added later
 * brings its TTL to the whole RRset.
 */
export class Loading {
  readonly #to: RRsets;
  #current: Held | undefined;
  #glue: Held | undefined;
  #octets = 0;
  #octetsBeforeGlue = 0;

  constructor(to: RRsets) {
    this.#to = to;
  }

  /** The records from here on are those of an owner, in wire form. */
  turnTo(owner: string): void {
    if (this.#glue !== undefined && this.#glue.owner !== owner) {
      this.#commit(this.#glue);
      this.#glue = undefined;
      this.#octets = this.#octetsBeforeGlue;
    }
    if (this.#glue !== undefined || this.#current?.owner === owner) return;
    if (this.#isServer(owner)) {
      this.#glue = hold(owner);
      this.#octetsBeforeGlue = this.#octets;
      return;
    }
    this.#commit(this.#current);
    this.#current = hold(owner);
    this.#octets = 0;
  }

  /** Takes a record of the owner; answers the TTL that it has, and that a record after it without one takes. */
  take(ttl: number, type: number, rdata: string, refuse: Refuse): number {
    const held = this.#glue ?? this.#current;
    if (held === undefined) return ttl;
    const order = orderOf(type, rdata);
    let set = held.sets.get(order);
    if (set === undefined) {
      set = { type, ttl, records: new Map() };
      held.sets.set(order, set);
    }
    set.records.set(canonicalRdata(type, rdata), { rdata, refuse });
    this.#octets += rdata.length;
    if (this.#octets > mostHeld) this.commit();
    return set.ttl;
  }

  /** Adds a record of any owner at once, before what is held. */
  add(owner: string, ttl: number, type: number, rdata: string, refuse: Refuse, canonical?: string): void {
    if (!this.#to.add(owner, ttl, type, rdata, canonical))
      refuse(msg('The RRset is larger than BIND holds: it has more than {0} octets.', maxRRset));
  }

  /** Adds what is held. */
  commit(): void {
    this.#commit(this.#current);
    this.#commit(this.#glue);
    this.#octets = 0;
  }

  /** Goes into an included file, with the owner that its first record may inherit. */
  enter(): Place {
    this.commit();
    const place = { current: this.#current?.owner, glue: this.#glue?.owner };
    this.#resume({ current: place.glue ?? place.current, glue: undefined });
    return place;
  }

  leave(place: Place): void {
    this.commit();
    this.#resume(place);
  }

  #resume({ current, glue }: Place): void {
    this.#current = current === undefined ? undefined : hold(current);
    this.#glue = glue === undefined ? undefined : hold(glue);
  }

  #isServer(owner: string): boolean {
    const servers = this.#current?.sets.get(orderOf(NS, ''))?.records;
    return servers?.has(canonicalRdata(NS, owner)) ?? false;
  }

  #commit(held: Held | undefined): void {
    if (held === undefined) return;
    for (const { type, ttl, records } of held.sets.values()) {
      for (const [canonical, { rdata, refuse }] of records)
        this.add(held.owner, ttl, type, rdata, refuse, canonical);
    }
    held.sets.clear();
  }
}
