enum A { class, await, yield, let, static, async, null, true, this }
