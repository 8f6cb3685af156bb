a = <div class="a" for="b" if={1} default key="k" ref={r} __proto__={p} type="t" />;
