class A{constructor( yield){;this.yield = yield;}}
