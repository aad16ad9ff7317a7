/// Until when what is current holds, so that time alone can have it made again.
enum Migration0016 {
    static let sql = """
        -- Null where no time ends it, and once its end has begun a run.
        ALTER TABLE current_decision ADD COLUMN valid_until timestamptz;
        UPDATE current_decision SET valid_until = decision.valid_until
          FROM decision
         WHERE decision.id = current_decision.decision AND decision.valid_until IS NOT NULL;
        CREATE INDEX current_decision_expiring ON current_decision (valid_until) WHERE valid_until IS NOT NULL;
        ALTER TABLE rescore_run
            DROP CONSTRAINT rescore_run_cause_check,
            ADD CONSTRAINT rescore_run_cause_check
                CHECK (cause IN ('context', 'expiry', 'feed', 'late', 'policy', 'redrive'));
        """
}
