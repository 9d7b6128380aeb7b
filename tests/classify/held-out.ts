/**
 * Texts written before the rules were tuned and never looked at while tuning: what the macro accuracy is measured on.
 * One a line, by code.
 */
const lines = (text: string): string[] => text.trim().split('\n').map((line) => line.trim());

export const heldOut: Readonly<Record<string, readonly string[]>> = {
  defective: lines(`
    刚用两天电机就不转了
    毛衣洗过之后全是小球
    拉链用了一次就脱开了
    锅底的涂层掉下来了
    牛奶打开一股酸味
    The heating element quit after a week
    Black shirt turned grey after washing
    won't hold a charge anymore
    Found a hole near the collar
    speaker makes a crackling noise all the time`),
  workmanship: lines(`
    衣服上好几处线头没剪
    两只袖子长度不一样，缝得歪歪扭扭
    白色裤子上有一大块油污
    漆面刷得坑坑洼洼
    接缝处胶水都溢出来了
    Hem is coming loose and there are threads everywhere
    There's a grease stain on the front right out of the bag
    sewn so badly the pocket is crooked
    Glue all over the sole edges
    sloppy stitching on both sleeves`),
  missing_parts: lines(`
    柜子装到一半发现螺丝不够
    没有说明书也没有遥控器
    盖子没给我放进去
    少了一根电源线
    缺了两个脚垫
    Came without the power adapter
    two of the bolts weren't in the bag so I can't assemble it
    no instruction booklet
    The remote control is missing
    table arrived with only three legs`),
  expired: lines(`
    面膜下个月就到期了
    收到的饼干早就过了保质期
    生产日期是两年前的
    日期太不新鲜了
    酸奶只剩3天就过期
    Best before date was last month
    these vitamins expired in March
    sunscreen is past its expiry
    only two weeks left before expiration
    Sent me out of date snacks`),
  not_genuine: lines(`
    拿去专柜鉴定说是假的
    明显是别人穿过退回来的
    手机打开已经激活过了
    跟我在专柜买的不一样，感觉是仿的
    包装有拆开过的痕迹，像二手
    Pretty sure this is a knockoff, the logo is spelled wrong
    Clearly someone used this before, there was hair on it
    sold as new but it's refurbished
    Not the real brand, cheap imitation
    seal was already broken and product half used`),
  safety: lines(`
    插上电冒烟了吓死人
    用完脸上起了一片红疹
    杯口有缺口把孩子嘴划破了
    充电的时候很烫还有焦味
    吃完拉了一晚上肚子
    The charger got so hot it melted the outlet
    my daughter broke out in hives
    Sparks came out when I plugged it in
    cut my finger on the sharp metal edge
    gave me an electric shock`),
  not_as_described: lines(`
    实物跟图片完全两码事
    说是有蓝牙功能结果根本没有
    标题写500ml实际只有400
    直播间说的跟收到的不一样
    照片拍得好看东西差远了
    Looks nothing like the photos
    listing said waterproof, it isn't
    The specs on the page are wrong, only 8GB not 16
    item is different from what was advertised
    Description was very misleading`),
  colour_or_material_differs: lines(`
    图上是酒红收到的像砖红
    说是纯棉摸着像涤纶
    色差太严重了
    颜色比照片暗很多
    根本不是真皮，一股塑料感
    The green is much darker in person
    supposed to be linen but it's polyester
    color is completely off from the photo
    fabric is see-through and thin
    That's not real leather`),
  size_chart_wrong: lines(`
    照着尺码表买的完全不对
    尺码标得不准，L码像S码
    量了一下跟页面写的尺寸差5厘米
    按客服推荐的码买的还是穿不了
    鞋码不标准
    Your size chart is way off
    I followed the measurements on the site and it doesn't fit at all
    Dimensions listed are incorrect, it's 10cm shorter
    sizes are not accurate, labeled M but measures like XS
    not true to size`),
  too_small: lines(`
    平时穿40这双40塞不进去
    腰那里勒得难受
    衣服短了一截露肚子
    孩子穿着紧巴巴的
    小了半码想换大点的
    Couldn't get it over my hips
    super tight around the shoulders
    needs to be at least one size bigger
    fits like a kids size
    toes are squished`),
  too_large: lines(`
    穿上像麻袋一样
    裤腰大了一圈
    鞋子走路掉跟
    袖子长出一大截
    大了整整两个码
    I'm swimming in this dress
    way too baggy on me
    Shoes keep slipping off my heels
    sleeves hang past my fingertips
    should have sized down, huge`),
  unsuitable: lines(`
    买回来发现跟我的车型对不上
    穿着不合身
    手机壳装不上去
    枕头睡着不舒服
    接口不匹配我家的电视
    Doesn't fit my car model
    just doesn't fit me right
    Not compatible with my iPhone
    mattress is too firm for my back
    the cut does not suit my body`),
  wrong_item: lines(`
    要的黑色给我寄了白色
    收到的根本不是我买的东西
    两只鞋都是左脚的
    买的是42码发了40码
    发错款式了
    I ordered blue and got red
    received somebody else's order
    You sent me a phone case instead of a charger
    wrong model in the box
    Size L ordered, size S received`),
  missing_item: lines(`
    买了三条毛巾只收到两条
    说好送的袜子没有
    打开箱子里面是空的
    一套四个碗少了一个
    漏发了一件T恤
    Ordered 4, only 3 were in the package
    Box was empty when it got here
    one of the pillowcases wasn't included in the set
    the free gift was not in the package
    half my order is missing`),
  late_shipment: lines(`
    付款一个礼拜了还没发货
    说48小时内发出结果拖了五天
    催了好多次都不给发
    显示已发货但快递一直没揽件
    发货太磨叽了
    Seller still hasn't shipped after 10 days
    took two weeks just to dispatch
    label was created but the package never left the warehouse
    order has been processing forever
    They shipped it a week late`),
  out_of_stock: lines(`
    店家说没货了让我退
    我要的颜色断货了
    拍完告诉我没库存
    卖家自己把单取消了说缺货
    等了几天说仓库卖光了
    Seller cancelled because it's sold out
    was told they no longer have it in stock
    on backorder until spring
    item unavailable, they asked me to cancel
    No stock left`),
  bad_packaging: lines(`
    玻璃杯就套了个塑料袋寄来
    箱子里一点泡沫都没垫
    包装太随意了所以才压坏
    瓶盖没拧紧全漏出来了
    打包很敷衍
    No padding whatsoever around the vase
    was just tossed in a thin envelope
    Packed so poorly that two plates broke
    they didn't bother with bubble wrap
    terrible packaging job`),
  damaged_in_transit: lines(`
    收到时花瓶碎成好几块
    快递把箱子摔烂了
    屏幕裂了，应该是路上磕的
    外箱被压扁里面的也变形了
    包裹湿透了
    Mirror was in a thousand pieces when I opened it
    box looked like it had been run over
    corner got dented during shipping
    arrived with a cracked screen
    the shampoo leaked all over the parcel`),
  late_delivery: lines(`
    快递走了十二天才到
    物流好几天都不更新
    比预计时间晚了一周
    送得实在太慢
    一直在中转站停着
    Took a month to get here
    package has been stuck at the hub for a week
    came ten days later than promised
    delivery was painfully slow
    tracking hasn't updated since Monday`),
  lost_or_not_received: lines(`
    显示签收了但我没拿到
    到现在也没见到包裹
    快递说弄丢了
    驿站翻遍了没有我的件
    根本没收到东西
    Says it was delivered but it's not here
    My package never came
    USPS lost it
    someone stole it from the porch
    haven't received anything`),
  carrier_service: lines(`
    快递员态度恶劣还骂人
    不送上门直接丢驿站
    电话都不打就放在楼下
    派送员把包裹直接扔地上
    送货师傅要加钱才肯搬上楼
    Delivery guy threw it over the gate
    driver was super rude to my mom
    courier left it in the rain
    They never rang the bell and said I wasn't home
    Fedex refused to bring it to my door`),
  poor_service: lines(`
    客服说话特别冲
    售后互相踢皮球
    问什么都敷衍我
    卖家态度真让人恶心
    服务太差劲了
    Agent was rude and hung up on me
    the worst customer service I've dealt with
    support kept passing me around
    seller was condescending
    staff could not care less`),
  no_response: lines(`
    找客服半天没人搭理
    发了三次消息都不回
    电话永远打不通
    卖家失联了
    全是机器人回复根本没有人工
    I've emailed four times with no answer
    nobody picks up the phone
    seller is ignoring my messages
    never got a reply from support
    They just ghosted me`),
  promise_not_kept: lines(`
    答应补偿我20块一直没给
    说好的上门安装没有人来
    承诺三天内解决结果没解决
    客服说会返现，后来不认了
    卖家说话不算话
    They promised a replacement and it never happened
    was told I'd get a call back within 24h and a credit, got neither
    Seller agreed to a partial refund then backed out
    went back on their word
    you guaranteed free installation but nothing`),
  invoice: lines(`
    一直不给我开票
    发票抬头开错了
    要专票卖家说开不了
    没有电子发票
    税号写错了要重开
    Need a VAT invoice and they won't provide one
    company name is wrong on the invoice
    no receipt included
    invoice never sent
    tax invoice has the wrong amount`),
  price_drop: lines(`
    刚买完第二天就降了50
    申请价保不给通过
    刚收到货就看到便宜了一百
    买贵了要求退差价
    双十一价格比我买的时候还低
    Price went down 30% the day after I bought it
    it's on sale now for less than I paid
    you dropped the price right after my order
    want the price difference back
    Now it's $20 cheaper`),
  promotion_missed: lines(`
    下单忘了用优惠券
    满减没有生效
    会员折扣没给我算
    想退了重新用红包买
    没赶上活动价
    Forgot to enter my promo code
    coupon didn't apply at checkout
    missed the 20% off sale
    discount code wasn't accepted
    Want to reorder with the voucher`),
  fee_dispute: lines(`
    退货运费凭什么让我出
    多扣了我十块钱
    安装费收得莫名其妙
    同一单扣了两次款
    海关税费太高了
    Charged me twice for the same order
    why do I have to pay return shipping
    restocking fee is ridiculous
    got hit with customs charges
    refund is less than what I paid`),
  cheaper_elsewhere: lines(`
    楼下超市卖得更便宜
    在别的平台看到同款才一半价
    太贵了不值
    京东上更低
    朋友在实体店买的价格低很多
    Found the same thing for half on another site
    way overpriced
    Walmart has it for less
    got a better deal somewhere else
    too expensive for what it is`),
  changed_mind: lines(`
    考虑了下还是不买了
    暂时用不到
    冲动下单后悔了
    计划变了不需要了
    家里人不让买
    decided I don't really need it
    My plans changed
    no longer want this
    impulse purchase, regretting it
    thought it over and going with something else`),
  no_reason_7_days: lines(`
    七天无理由
    7天内无理由退
    支持无理由就退了
    没什么理由，七天内可以退
    走无理由退货流程
    Exercising my 14 day right of withdrawal
    returning within the return window, no particular reason
    no reason return
    cooling-off period return
    7-day no questions asked`),
  ordered_by_mistake: lines(`
    手滑点错了
    型号选错，怪我没看清
    地址忘了改，寄到老家去了
    孩子拿手机乱买的
    本来要买大号不小心拍成中号
    My toddler hit buy now
    Clicked the wrong color by accident
    didn't mean to order this
    I put in my old address
    my own mistake, picked the wrong size`),
  disliked: lines(`
    款式不是我喜欢的
    上身丑
    用了没什么效果
    太难吃了
    没有想象中那么好看
    Just don't love it
    Looks ugly on me
    not really my style
    Taste is awful
    Wasn't what I was hoping for, underwhelmed`),
  duplicate_order: lines(`
    同样的东西下了两单
    网卡重复提交了
    我老公也买了一份
    不小心买了两次
    拍重复了
    Order went through twice
    my wife already bought the same one
    I accidentally placed two orders
    duplicate purchase
    ordered two sizes to try, sending one back`),
  unwanted_gift: lines(`
    送朋友的人家不喜欢
    给我妈买的礼物她不要
    送礼没送出去
    别人送的，我用不上
    生日礼物对方已经有了
    It was a gift and she already has one
    returning a Christmas present
    gift recipient didn't want it
    my aunt gave me this and I have no use for it
    bought for my nephew's birthday, not his thing`),
  arrived_too_late_to_use: lines(`
    婚礼都办完了才到
    孩子生日过了才送来没用了
    出差前没赶上
    等太久，活动已经结束
    急用没等到，到店里买了
    Came after the party was over
    needed it for the weekend, too late now
    Missed my son's birthday
    Halloween costume got here November 2nd
    arrived too late, I had to buy another one locally`),
  repair_in_warranty: lines(`
    还在保修期内要求维修
    寄回去修一下
    申请保内检修
    质保一年，坏了想返修
    需要返厂维修
    Still under warranty, needs repair
    want it fixed under the manufacturer guarantee
    sending in for warranty service
    Please arrange a repair
    submitting a warranty claim`),
  recall: lines(`
    厂家发了召回通知
    这个批次被召回了
    看到新闻说要召回
    官方公告缺陷召回
    产品召回退货
    got a recall notice from the manufacturer
    Part of the recalled batch
    this model has been recalled
    returning because of the safety recall
    recall`),
  unknown: lines(`
    无
    没有
    -
    ……
    1
    n/a
    .
    none
    ok
    ???`),
};
