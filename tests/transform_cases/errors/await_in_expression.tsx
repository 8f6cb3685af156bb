a = await;
