<v:import/>;
