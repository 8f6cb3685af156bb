switch (a as T) { case b as U: c; case <d />: ; case (e): f; case g ? h : i: j; }
