class A{constructor(private yield){}}
