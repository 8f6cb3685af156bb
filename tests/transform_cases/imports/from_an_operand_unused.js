d

g
];k


