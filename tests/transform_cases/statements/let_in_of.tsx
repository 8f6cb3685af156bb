for (let of = 0; of < 1; of++) ;
for (async of => {}; ; ) break;
