new;
