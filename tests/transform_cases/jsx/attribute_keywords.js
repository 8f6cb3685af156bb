a = React.createElement('div', { class: "a", for: "b", if: 1, default: true, key: "k", ref: r, __proto__: p, type: "t",} );
