for await (a in b) {}
