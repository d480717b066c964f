// A network that fails as phones' networks do, the same for every engine: a TCP relay before the service.
//
//   const network = await relay(8080);        // network.address leads to http://localhost:8080
//   await network.off(); await network.on();  // nothing gets through, and everything again
//   network.slow({ up: 100, down: 20 });      // kilobytes per second; network.fast() again
//   network.cutUploads(10, 50_000);           // breaks ten connections, each after so many bytes more have gone up
//   network.cuts                              // how many it has broken
//   network.withheld = "/people/";            // what never comes: addresses that begin so
//   await network.close();
import { connect, createServer } from "node:net";

/** Pauses of a slow network are at least so long, in milliseconds. */
const TICK = 20;

export async function relay(port, host = "localhost") {
  const network = new Relay(port, host);
  await network.listen(0);
  network.address = `http://localhost:${network.server.address().port}/`;
  return network;
}

class Relay {
  cuts = 0;

  constructor(port, host) {
    this.port = port;
    this.host = host;
    this.speed = {};
    this.cutsLeft = 0;
    this.pairs = new Set();
    this.server = createServer((phone) => this.lead(phone));
  }

  lead(phone) {
    const service = connect(this.port, this.host);
    const pair = {
      end: () => {
        this.pairs.delete(pair);
        phone.destroy();
        service.destroy();
      },
    };
    this.pairs.add(pair);
    for (const one of [phone, service]) {
      one.setNoDelay(true);
      one.on("error", pair.end);
      one.on("close", pair.end);
    }
    this.pass(phone, service, "up", pair);
    this.pass(service, phone, "down", pair);
  }

  pass(from, to, way, pair) {
    from.on("data", (data) => {
      if (way === "up" && this.withheld !== undefined && data.includes(`GET ${this.withheld}`)) {
        pair.end();
        return;
      }
      if (way === "up" && this.cutsLeft > 0) {
        this.untilCut -= data.length;
        if (this.untilCut <= 0) {
          this.untilCut = this.betweenCuts;
          this.cutsLeft--;
          this.cuts++;
          pair.end();
          return;
        }
      }
      to.write(data);
      const limit = this.speed[way];
      if (limit !== undefined) {
        // All connections share the way.
        const now = Date.now();
        const free = Math.max(now, this.freeAt?.[way] ?? 0) + (1000 * data.length) / (limit * 1024);
        this.freeAt = { ...this.freeAt, [way]: free };
        from.pause();
        setTimeout(() => from.resume(), Math.max(TICK, free - now));
      } else if (to.writableNeedDrain) {
        from.pause();
        to.once("drain", () => from.resume());
      }
    });
    from.on("end", () => to.end());
  }

  async listen(port) {
    await new Promise((resolve) => this.server.listen(port, "127.0.0.1", resolve));
  }

  async off() {
    this.ownPort = this.server.address().port;
    const closed = new Promise((resolve) => this.server.close(resolve));
    [...this.pairs].forEach((pair) => pair.end());
    await closed;
  }

  async on() {
    await this.listen(this.ownPort);
  }

  slow(speed) {
    this.speed = speed;
  }

  fast() {
    this.speed = {};
    this.freeAt = {};
  }

  cutUploads(count, bytesBetween) {
    this.cutsLeft = count;
    this.betweenCuts = this.untilCut = bytesBetween;
    this.cuts = 0;
  }

  async close() {
    if (this.server.listening) {
      await this.off();
    }
  }
}
