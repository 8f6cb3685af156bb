
${b}c`.d
