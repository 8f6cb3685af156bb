for (let in x) ;
