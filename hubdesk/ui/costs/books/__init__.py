"""The tabs beside the month: documents, payments, and the ledger behind them."""
