-- What is known of each customer from customer files? Grain: one row per customer of such a file.
SELECT customer_key, joined_day, region, age_band, membership FROM customers
