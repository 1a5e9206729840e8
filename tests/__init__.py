"""HubDesk's tests: unit (pure, without Qt), integration, gui, journeys, and the benchmarks."""
