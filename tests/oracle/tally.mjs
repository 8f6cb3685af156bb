// Counts checks, prints the failed ones at once, and closes with one line that tools can read.
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;

  pass() {
    this.passed += 1;
  }

  fail(name, reason) {
    this.failed += 1;
    console.log(`FAILED ${name}\n  ${String(reason).replaceAll('\n', '\n  ')}`);
  }

  skip(name, reason) {
    this.skipped += 1;
    console.log(`skipped: ${name}: ${reason}`);
  }

  /** Passes where `reason` is undefined, fails with it otherwise. */
  check(name, reason) {
    if (reason === undefined) this.pass();
    else this.fail(name, reason);
  }

  /** The exit code: a run that tested nothing has failed. */
  close() {
    if (this.passed + this.failed === 0) console.log('nothing was tested');
    console.log(`${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`);
    return this.failed > 0 || this.passed === 0 ? 1 : 0;
  }
}
