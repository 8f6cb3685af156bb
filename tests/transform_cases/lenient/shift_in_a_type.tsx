t as U<<T>(x) => y>;
