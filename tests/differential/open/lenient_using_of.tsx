c => { using of };
