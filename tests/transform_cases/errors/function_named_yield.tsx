function yield() {}
