-- Bodies of rows are read whole and by this program alone, so nothing has to take them apart while
-- they are written. Whoever looks by hand writes CAST(body AS jsonb).
ALTER TABLE section_due       ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE open_transfer     ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE show_row          ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE reservation_row   ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE payment_row       ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE ticket_row        ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE section_row       ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE sold_row          ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE sales_row         ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE revenue_row       ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE sales_reservation ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE sales_payment     ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE sales_ticket      ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_row      ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE spending_row      ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_currency ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_show     ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_payment  ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_ticket   ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
ALTER TABLE customer_visited  ALTER COLUMN body TYPE text COLLATE "C" USING CAST(body AS text);
